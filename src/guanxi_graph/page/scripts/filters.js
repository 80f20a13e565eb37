/** What passes the filters, and how much would if one filter were open: every count of the page is made here.
 *
 * A tie passes when each filter lets it through, and the classes both of its ends. An entity passes when its class is
 * ticked and, where ties are filtered, one of its ties passes whatever the class of its other end: so the number beside a
 * class is what ticking it brings, whichever others are ticked.
 */

import { isTie } from "./model.js";

const FACETS = { classes: 1, relations: 2, bases: 4, confidence: 8, sources: 16, years: 32, aside: 64, derived: 128 };
export const MOST_SOURCES = 3;

/** @param {State} state */
export function isNarrowed(state) {
  return Boolean(state.classes) || areTiesFiltered(state);
}

/** @param {State} state */
function areTiesFiltered(state) {
  return Boolean(
    state.relations || state.bases || state.confidence || state.sources > 1 || state.years ||
    !state.undated || !state.aside || !state.derived,
  );
}

/** @param {Claim} claim */
export function isDated(claim) {
  return claim.from !== null || claim.to !== null;
}

/** Whether the claim may hold in the years. @param {Claim} claim @param {Years} years */
export function holdsWithin(claim, [first, last]) {
  return (claim.from ?? -Infinity) <= (last ?? Infinity) && (claim.to ?? Infinity) >= (first ?? -Infinity);
}

/** The facets that keep a claim out, as bits. @param {Model} model @param {State} state
 * @returns {(claim: Claim) => number} */
function refusal(model, state) {
  const classes = model.classes.map((each) => !state.classes || state.classes.includes(each.id));
  const relations = model.relations.map((each) => !state.relations || state.relations.includes(each.id));
  const bases = model.relations.map((each) => !state.bases || state.bases.includes(each.base ?? ""));
  return (claim) => {
    let bits = 0;
    if (!classes[claim.subject.cls.n] || (claim.object && !classes[claim.object.cls.n])) bits |= FACETS.classes;
    if (claim.object && !relations[claim.relation.n]) bits |= FACETS.relations;
    if (claim.object && !bases[claim.relation.n]) bits |= FACETS.bases;
    if (claim.confidence < state.confidence) bits |= FACETS.confidence;
    if (claim.lineages < state.sources) bits |= FACETS.sources;
    if (isDated(claim) ? state.years && !holdsWithin(claim, state.years) : !state.undated) bits |= FACETS.years;
    if (!state.aside && claim.rank === 0) bits |= FACETS.aside;
    if (!state.derived && claim.rule) bits |= FACETS.derived;
    return bits;
  };
}

/** @param {Model} model @param {State} state
 * @returns {Pick<View, "passes" | "anyClass" | "admitted" | "counts">} */
export function filter(model, state) {
  const refused = refusal(model, state);
  const passes = new Uint8Array(model.claims.length);
  const anyClass = new Uint8Array(model.claims.length);
  const [first, last] = model.years;
  const counts = {
    classes: new Uint32Array(model.classes.length),
    relations: new Uint32Array(model.relations.length),
    bases: new Map(),
    confidence: [0, 0, 0],
    sources: Array(MOST_SOURCES + 1).fill(0),
    years: new Uint32Array(last - first + 1),
    before: 0, unstarted: 0, undated: 0, aside: 0, derived: 0, ties: 0, entities: 0,
  };
  const seen = new Uint8Array(model.entities.length);
  for (const claim of model.claims) {
    const bits = refused(claim);
    if (!bits) passes[claim.n] = 1;
    if (!(bits & ~FACETS.classes)) anyClass[claim.n] = 1;
    if (isTie(claim)) tally(/** @type {Tie} */ (claim), bits, counts, first, last, seen);
  }
  const admitted = admit(model, state, seen, counts);
  return { passes, anyClass, admitted, counts };
}

/** Which entities pass. @param {Model} model @param {State} state @param {Uint8Array} seen those with a tie that passes but
 * for the classes @param {Counts} counts */
function admit(model, state, seen, counts) {
  const admitted = new Uint8Array(model.entities.length);
  const filtered = areTiesFiltered(state);
  for (const { n, cls } of model.entities) {
    if (filtered && !seen[n]) continue;
    counts.classes[cls.n] += 1;
    if (state.classes && !state.classes.includes(cls.id)) continue;
    admitted[n] = 1;
    counts.entities += 1;
  }
  return admitted;
}

/** @param {Tie} tie @param {number} bits @param {Counts} counts @param {number} first @param {number} last
 * @param {Uint8Array} seen */
function tally(tie, bits, counts, first, last, seen) {
  const without = (/** @type {number} */ facet) => (bits & ~facet) === 0;
  if (!bits) counts.ties += 1;
  if (without(FACETS.classes)) seen[tie.subject.n] = seen[tie.object.n] = 1;
  if (without(FACETS.relations)) counts.relations[tie.relation.n] += 1;
  const { base } = tie.relation;
  if (without(FACETS.bases) && base) counts.bases.set(base, (counts.bases.get(base) ?? 0) + 1);
  if (without(FACETS.confidence)) counts.confidence[tie.confidence] += 1;
  if (without(FACETS.sources)) counts.sources[Math.min(tie.lineages, MOST_SOURCES)] += 1;
  if (without(FACETS.aside) && tie.rank === 0) counts.aside += 1;
  if (without(FACETS.derived) && tie.rule) counts.derived += 1;
  if (!without(FACETS.years)) return;
  if (!isDated(tie)) counts.undated += 1;
  // What lasts is counted in the year when it began: the histogram tells when things happened.
  else if (tie.from === null) counts.unstarted += 1;
  else if (tie.from < first) counts.before += 1;
  else if (tie.from <= last) counts.years[tie.from - first] += 1;
}
