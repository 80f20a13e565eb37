/** One record in its own letters: checked while it is changed, written only if its file is still as it was read. */

import { debounced, get, post } from "./asking.js";
import { byId, fill, h } from "./dom.js";
import { faultLine, written } from "./outcome.js";
import { t } from "./words.js";

/** @param {string} thing @param {string} name */
export async function openRecord(thing, name) {
  let id = name;
  document.body.classList.add("is-record");
  byId("side").hidden = true;
  /** @type {RecordShown} */
  let shown;
  let turn = 0;
  const told = h("div", { "aria-live": "polite" });
  const label = h("label", { for: "letters" });
  const letters = h("textarea", { id: "letters", spellcheck: "false", oninput: debounced(() => ask(false)) });
  const key = h("kbd", {}, "Ctrl+Enter");
  const button = h("button.main", { type: "button", id: "write", onclick: () => ask(true) }, t("Write"), " ", key);
  const again = h("button", { type: "button", id: "again", onclick: read }, t("ReadAgain"));
  fill(
    byId("article"),
    h(
      "div", { id: "record" },
      h("h2", {}, `${t("Record")} `, h("small", {}, id)),
      label, letters, h("div.actions", {}, button, again), told,
    ),
  );
  await read();
  letters.focus();
  letters.setSelectionRange(0, 0);

  async function read() {
    const found = await get("record", { thing, id });
    if (found.problems) {
      button.disabled = true;
      return tell(found);
    }
    shown = found;
    letters.value = shown.text;
    fill(label, t("RecordText", { file: shown.file, line: shown.line }));
    fill(told);
  }

  /** @param {boolean} write */
  async function ask(write) {
    const mine = (turn += 1);
    try {
      const outcome = await post("record", { thing, id, text: letters.value, digest: shown.digest, write });
      if (mine !== turn) return;
      if (outcome.done) {
        id = outcome.claim || id;
        await read();
      }
      tell(outcome, write);
    } catch (error) {
      fill(told, h("p.fault", {}, String(error)));
    }
  }

  /** @param {Outcome} outcome @param {boolean} [write] */
  function tell(outcome, write = false) {
    const wrong = outcome.problems.some((each) => each.severity !== "warning");
    letters.setAttribute("aria-invalid", String(wrong));
    fill(
      told,
      outcome.problems.map(faultLine),
      wrong && write ? h("p", {}, t("NothingWritten")) : null,
      outcome.done ? written(outcome) : null,
      wrong || outcome.done ? null : h("p.small", { id: "fit" }, t("Sound", { file: shown.file })),
    );
  }

  return { write: () => ask(true) };
}
