/** What joins two, as `guanxi path` answers it: introductions, else what comes nearest and what is in the way.
 *
 * Each kind of answer is looked for in turn, the best kind first, among what passes the filters; where there is none,
 * with one of the filters lifted, or with all of them.
 */

import { filter } from "./filters.js";
import { routes } from "./paths.js";
import { shared } from "./shared.js";
import { UNFILTERED } from "./state.js";
import { distances, trail } from "./trails.js";

const MOST = 5;

/** @typedef {{ from: Entity, to: Entity, parameters: Scoring }} Question */
/** @typedef {(question: Question, passes: Uint8Array) => Partial<Answer> | null} Look */

/** @param {Entity} from @param {Entity} to @param {Model} model @param {State} state @param {Uint8Array} passes
 * @returns {Answer} */
export function connection(from, to, model, state, passes) {
  const question = { from, to, parameters: model.map.analysis };
  const answer = from === to ? { kind: "same" } : found(question, model, state, passes) ?? apart(question, model);
  return /** @type {Answer} */ ({ ends: [from, to], routes: [], shared: [], trail: [], without: [], ...answer });
}

/** @param {Question} question @param {Model} model @param {State} state @param {Uint8Array} passes */
function found(question, model, state, passes) {
  for (const look of [near, far, hangingTogether]) {
    const answer = look(question, passes) ?? lifted(look, question, model, state);
    if (answer) return answer;
  }
  return null;
}

/** Introductions, else what the two share. @type {Look} */
function near({ from, to, parameters }, passes) {
  const bases = shared(from, to, passes);
  const introductions = routes(from, to, passes, parameters, { most: MOST });
  if (introductions.length) return { kind: "introduced", routes: introductions, shared: bases };
  // As many of them may lead through what is told as shared already.
  const weaker = routes(from, to, passes, parameters, { weaker: true, most: MOST + bases.length });
  const told = new Set(bases.map(({ base }) => base));
  const others = weaker.filter(({ entities }) => entities.length !== 3 || !told.has(entities[1])).slice(0, MOST);
  return bases.length || others.length ? { kind: "shared", routes: others, shared: bases } : null;
}

/** The shortest way, by ties alone if there is one. @type {Look} */
function far({ from, to, parameters }, passes) {
  for (const weaker of [false, true]) {
    const shortest = routes(from, to, passes, parameters, { weaker, shortest: true });
    if (shortest.length) return { kind: "far", routes: shortest };
  }
  return null;
}

/** @type {Look} */
function hangingTogether({ from, to }, passes) {
  const steps = trail(from, to, passes);
  return steps.length ? { kind: "trail", trail: steps } : null;
}

/** With one of the filters lifted, or with all. @param {Look} look @param {Question} question @param {Model} model
 * @param {State} state */
function lifted(look, question, model, state) {
  const set = filtersSet(state);
  const choices = set.length > 1 ? [...set.map((key) => [key]), set] : set.length ? [set] : [];
  for (const without of choices) {
    const answer = look(question, filter(model, { ...state, ...unfiltered(without) }).passes);
    if (answer) return { ...answer, without };
  }
  return null;
}

/** @param {State} state @returns {FilterKey[]} */
function filtersSet(state) {
  const keys = /** @type {FilterKey[]} */ (Object.keys(UNFILTERED));
  return keys.filter((key) => state[key] !== UNFILTERED[key]);
}

/** What lifts these filters. @param {FilterKey[]} keys @returns {Partial<State>} */
export function unfiltered(keys) {
  return Object.fromEntries(keys.map((key) => [key, UNFILTERED[key]]));
}

/** With how many things each of the two hangs together, whatever is filtered.
 * @param {Question} question @param {Model} model */
function apart({ from, to }, model) {
  const all = new Uint8Array(model.claims.length).fill(1);
  return { kind: "apart", parts: [from, to].map((end) => distances(end, all).size) };
}

/** All that the answer names. @param {Answer} answer @returns {Entity[]} */
export function entitiesOf({ ends, routes: found, shared: bases, trail: steps }) {
  const stood = bases.flatMap(({ base, claims }) => [base, ...claims.flat().map((claim) => claim.object)]);
  return [...ends, ...found.flatMap(({ entities }) => entities), ...stood, ...steps.map((step) => step.to)];
}

/** The claims that make it, the best route's of several. @param {Answer} answer @returns {Tie[]} */
export function claimsOf({ kind, routes: [best], shared: bases, trail: steps }) {
  const stood = kind === "shared" ? bases.flatMap(({ claims }) => claims.flat()) : [];
  const hops = stood.length ? [] : best?.hops ?? [];
  return [...stood, ...[...hops, ...steps].flatMap(({ ties }) => ties)];
}
