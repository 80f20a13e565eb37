/** What is proposed from the text, one at a time: accepted, changed or rejected. */

import { post } from "./asking.js";
import { announce, byId, fill, h } from "./dom.js";
import { showError, showOutcome } from "./outcome.js";
import { t } from "./words.js";

/**
 * @param {{ point: (proposed: Proposed | null) => void, edit: (proposed: Proposed, article: Article) => void,
 *   decided: () => Promise<void> }} act
 */
export function createProposals(act) {
  const card = byId("proposal");
  /** @type {Article | null} */
  let article = null;
  let [place, busy] = [0, false];

  /** @param {Article} given */
  function show(given) {
    if (article?.id !== given.id) place = 0;
    article = given;
    go(place);
  }

  function now() {
    return article?.proposed[place] ?? null;
  }

  /** @param {number} index */
  function go(index) {
    const all = article?.proposed ?? [];
    place = Math.max(0, Math.min(all.length - 1, index));
    card.hidden = false;
    const proposed = now();
    if (proposed) draw(proposed, all.length);
    else fill(card, h("p.small", {}, t("NoProposals", { id: article?.id ?? "" })));
    act.point(proposed);
  }

  /** @param {Proposed} proposed @param {number} all */
  function draw(proposed, all) {
    fill(
      card,
      h(
        "div.between", {},
        h("p.small", {}, `${t("Proposals")} · ${t("ProposalOf", { n: place + 1, all })} · ${proposed.locator}`),
        button("previous", "Previous", "k", () => go(place - 1)),
        button("next", "Next", "j", () => go(place + 1)),
      ),
      h("p.words", {}, proposed.words),
      proposed.quote ? h("blockquote", {}, proposed.quote) : null,
      proposed.flags.map((flag) => h("p.flag", {}, t(`Flag_${flag.replaceAll(" ", "_")}`))),
      proposed.known ? h("p.flag", {}, t("KnownAlready"), " ", h("small", {}, proposed.known)) : null,
      proposed.new.map(fresh),
      h(
        "div.actions", {},
        button("accept", "Accept", "a", accept, true),
        button("edit", "Edit", "e", edit),
        button("reject", "Reject", "r", reject),
      ),
    );
  }

  /** @param {NewThing} thing */
  function fresh(thing) {
    const near = thing.near?.length ? `; ${t("Near", { names: thing.near.join(", ") })}` : "";
    const name = Object.values(thing.labels).join(" ");
    return h("p.small", {}, t("NewThing", { name }), ` (${thing.class}, ${thing.id})${near}`);
  }

  /** @param {string} id @param {string} key @param {string} letter @param {() => void} onclick
   * @param {boolean} [main] */
  function button(id, key, letter, onclick, main = false) {
    const said = { type: "button", id, onclick, "aria-keyshortcuts": letter };
    return h(`button${main ? ".main" : ""}`, said, t(key), " ", h("kbd", {}, letter));
  }

  /** @param {object} order */
  async function decide(order) {
    const proposed = now();
    if (!proposed || !article || busy) return;
    busy = true;
    try {
      const which = { source: article.id, number: proposed.number, digest: article.digest };
      const outcome = await post("proposal", { ...which, ...order });
      showOutcome(outcome);
      if (outcome.done) announce(outcome.difference.join("; ") || t("Rejected"));
      if (outcome.done || outcome.problems.some((each) => each.code === "edited-meanwhile")) await act.decided();
    } catch (error) {
      showError(error);
    } finally {
      busy = false;
    }
  }

  function accept() {
    return decide({ do: "accept", write: true });
  }

  function edit() {
    const proposed = now();
    if (proposed && article) act.edit(proposed, article);
  }

  function reject() {
    if (!now() || card.querySelector("#reason")) return;
    const reason = h("input", {
      id: "reason",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && reason.value.trim()) decide({ do: "reject", reason: reason.value });
        if (event.key === "Escape") go(place);
      },
    });
    const send = () => (reason.value.trim() ? decide({ do: "reject", reason: reason.value }) : reason.focus());
    card.append(
      h("div.field", {}, h("label", { for: "reason" }, t("Reason")), reason),
      h("div.actions", {}, h("button.main", { type: "button", id: "send-reason", onclick: send }, t("Reject"))),
    );
    reason.focus();
  }

  /** @param {number} number */
  function at(number) {
    const index = article?.proposed.findIndex((each) => each.number === number) ?? -1;
    if (index >= 0) go(index);
  }

  return { show, at, accept, edit, reject, next: () => go(place + 1), previous: () => go(place - 1) };
}
