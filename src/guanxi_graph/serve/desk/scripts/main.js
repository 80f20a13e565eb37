/** Starts the desk: which text is read, which keys do what. */

import { createArticle } from "./article.js";
import { get, takeToken } from "./asking.js";
import { createClaimForm } from "./claim-form.js";
import { byId, fill, h } from "./dom.js";
import { showOutcome } from "./outcome.js";
import { showProblems } from "./problems.js";
import { createProposals } from "./proposals.js";
import { openRecord } from "./record.js";
import { t } from "./words.js";

const status = byId("status");
try {
  if (!takeToken()) throw new Error(t("NoToken"));
  const asked = new URLSearchParams(location.search);
  const [thing, id] = [asked.get("thing"), asked.get("id")];
  if (thing && id) await startRecord(thing, id);
  else await startReading(asked.get("source") ?? "");
} catch (error) {
  fill(status, error instanceof Error ? error.message : t("NoAnswer"));
  status.classList.add("wrong");
}
document.body.dataset.ready = "yes";

/** @param {string} thing @param {string} id */
async function startRecord(thing, id) {
  for (const name of ["source", "find"]) byId(name).hidden = true;
  /** @type {HTMLElement} */ (document.querySelector('label[for="source"]')).hidden = true;
  const record = await openRecord(thing, id);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) record.write();
  });
}

/** @param {string} wanted */
async function startReading(wanted) {
  await showProblems();
  /** @type {[Words, Reading[] | Outcome]} */
  const [words, sources] = await Promise.all([get("words"), get("sources")]);
  if (!Array.isArray(sources)) return showOutcome(sources);
  const choice = byId("source");
  let turn = 0;
  const form = createClaimForm(words, { written: () => load() });
  const proposals = createProposals({
    point: (proposed) => article.point(proposed),
    edit: (proposed, of) => form.edit(proposed, of),
    decided: () => load(),
  });
  const article = createArticle({ cite: form.cite, name: form.name, propose: proposals.at, fill: form.focus });
  fill(choice, sources.map((each) => h("option", { value: each.id }, told(each))));
  if (!sources.length) return fill(status, t("NoTexts"));
  if (sources.some((each) => each.id === wanted)) choice.value = wanted;
  choice.addEventListener("change", () => {
    history.replaceState(null, "", `?source=${encodeURIComponent(choice.value)}`);
    byId("article").scrollTop = 0;
    load();
  });
  byId("find").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") article.find(byId("find").value.trim());
  });
  listen({
    a: proposals.accept, e: proposals.edit, r: proposals.reject, j: proposals.next, k: proposals.previous,
    n: () => form.clear(true), "/": () => byId("find").focus(),
  }, form.write, article.focus);
  await load();

  /** The text with what is claimed of it now. It is busy until then: what is asked for last is shown. */
  async function load() {
    const mine = (turn += 1);
    byId("article").ariaBusy = "true";
    try {
      await showProblems();
      const found = await get("text", { source: choice.value });
      await article.atRest();
      if (mine === turn) show(found);
    } finally {
      if (mine === turn) byId("article").ariaBusy = "false";
    }
  }

  /** @param {any} found */
  function show(found) {
    if (found.problems) return showOutcome(found);
    form.read(found.id);
    article.show(found);
    proposals.show(found);
    const claims = new Set(found.cited.map((/** @type {Cited} */ each) => each.claim)).size;
    choice.selectedOptions[0].textContent = told({ ...found, claims, proposals: found.proposed.length });
  }
}

/** @param {Reading} source */
function told({ title, claims, proposals }) {
  return t("Open", { title, claims, n: proposals });
}

/** @param {Record<string, () => unknown>} keys @param {() => void} write @param {() => void} leave */
function listen(keys, write, leave) {
  document.addEventListener("keydown", (event) => {
    const within = /** @type {HTMLElement} */ (event.target);
    const typing = within.matches("input, textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return write();
    }
    if (event.key === "Escape" && typing && within.id !== "reason") return leave();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
