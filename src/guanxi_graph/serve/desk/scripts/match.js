/** Decides which records are one thing: one pair at a time, by mouse or by single keys. */

import { get, post, takeToken } from "./asking.js";
import { drawPair } from "./beside.js";
import { announce, byId, fill, h } from "./dom.js";
import { showError, showOutcome } from "./outcome.js";
import { drawList } from "./pair-list.js";
import { showProblems } from "./problems.js";
import { t } from "./words.js";

const why = byId("why");
/** @type {Pair[]} */
let pairs = [];
/** @type {Pair | null} what is seen, which alone is decided */
let seen = null;
/** @type {Decided | null} */
let last = null;
let [digest, place, turn, busy] = ["", 0, 0, false];

const keys = {
  s: () => decide("same"), d: () => decide("different"), n: later, u: undo,
  j: () => go(place + 1), k: () => go(place - 1), r: () => why.focus(),
};

try {
  if (!takeToken()) throw new Error(t("NoToken"));
  byId("same").addEventListener("click", keys.s);
  byId("different").addEventListener("click", keys.d);
  byId("later").addEventListener("click", later);
  byId("undo").addEventListener("click", undo);
  byId("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  document.addEventListener("keydown", listen);
  await load();
} catch (error) {
  fill(byId("status"), error instanceof Error ? error.message : t("NoAnswer"));
  byId("status").classList.add("wrong");
}
document.body.dataset.ready = "yes";

async function load() {
  seen = null;
  await showProblems();
  /** @type {Pairs & Outcome} */
  const found = await get("pairs");
  if (found.problems) return showOutcome(found);
  [pairs, last, digest] = [found.pairs, found.last, found.digest];
  if (found.common.length) fill(byId("status"), t("MatchCommon", { names: found.common.slice(0, 5).join(", ") }));
  await go(0);
}

/** Shows the pair at this place. @param {number} index */
async function go(index) {
  place = Math.max(0, Math.min(pairs.length - 1, index));
  const pair = pairs[place];
  seen = null;
  drawList(byId("pairs"), pairs, place, go);
  byId("form").hidden = !pair;
  byId("last").hidden = !last;
  if (last) fill(/** @type {Element} */ (byId("last").querySelector(".words")), inWords(last));
  if (!pair) return fill(byId("pair"), h("p", {}, t("MatchDone")));
  const mine = (turn += 1);
  const sides = await get("pair", { kind: pair.kind, one: pair.one, other: pair.other });
  if (mine !== turn) return;
  drawPair(byId("pair"), pair, sides, `${place + 1} / ${pairs.length}`);
  seen = pair;
}

/** @param {Verdict} are */
function decide(are) {
  if (!seen) return;
  const { kind, one, other } = seen;
  return send("judgement", { kind, one, other, are, reason: why.value, digest }, (outcome) => {
    pairs.splice(place, 1);
    [digest, last] = [outcome.seen, { one, other, are }];
    announce(inWords(last));
    why.value = "";
    return go(place);
  });
}

/** What is not decided now comes last. */
function later() {
  pairs.push(...pairs.splice(place, 1));
  announce(t("MatchPutOff"));
  return go(place);
}

function undo() {
  if (!last) return;
  const taken = last;
  return send("undo", { digest }, async () => {
    await load();
    announce(t("MatchTakenBack", { words: inWords(taken) }));
    await go(Math.max(0, pairs.findIndex((each) => each.one === taken.one && each.other === taken.other)));
  });
}

/** One order at a time. What somebody else changed meanwhile is read again; the problem stands at the form.
 * @param {string} what @param {object} order @param {(outcome: Outcome) => unknown} done */
async function send(what, order, done) {
  if (busy) return;
  busy = true;
  try {
    const outcome = await post(what, order).finally(() => (busy = false));
    if (outcome.done) await done(outcome);
    else if (outcome.problems.some((each) => each.code === "edited-meanwhile")) await load();
    showOutcome(outcome);
  } catch (error) {
    showError(error);
  }
}

/** @param {Decided} decided */
function inWords({ one, other, are }) {
  return t(are === "same" ? "MatchAreSame" : "MatchAreDifferent", { one, other });
}

/** @param {KeyboardEvent} event */
function listen(event) {
  const within = /** @type {HTMLElement} */ (event.target);
  if (within === why && (event.key === "Escape" || event.key === "Enter")) return why.blur();
  if (within.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = /** @type {Record<string, () => unknown>} */ (keys)[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
