/** How two hang together on the map at all: a chain of plain facts, whatever they say. */

import { otherEnd } from "./tally.js";

/** The shortest chain from one to the other, of equally short ones the first by ids; empty where there is none.
 * @param {Entity} from @param {Entity} to @param {Uint8Array} passes @returns {TrailStep[]} */
export function trail(from, to, passes) {
  const left = distances(to, passes);
  if (!left.has(from)) return [];
  const steps = [];
  for (let at = from; at !== to;) {
    const next = nearer(at, left, passes);
    steps.push({ from: at, to: next, ties: at.ties.filter((tie) => leads(tie, passes) && otherEnd(tie, at) === next) });
    at = next;
  }
  return steps;
}

/** All that hangs together with one, and by how many steps. @param {Entity} start @param {Uint8Array} passes
 * @returns {Map<Entity, number>} */
export function distances(start, passes) {
  const found = new Map([[start, 0]]);
  for (const [entity, steps] of found) {
    for (const tie of entity.ties) {
      if (leads(tie, passes) && !found.has(otherEnd(tie, entity))) found.set(otherEnd(tie, entity), steps + 1);
    }
  }
  return found;
}

/** @param {Entity} at @param {Map<Entity, number>} left @param {Uint8Array} passes @returns {Entity} */
function nearer(at, left, passes) {
  const near = at.ties.filter((tie) => leads(tie, passes)).map((tie) => otherEnd(tie, at));
  const closer = near.filter((each) => (left.get(each) ?? 0) < (left.get(at) ?? 0));
  return closer.reduce((first, each) => (each.n < first.n ? each : first));
}

/** @param {Tie} tie @param {Uint8Array} passes */
function leads(tie, passes) {
  return Boolean(tie.plain && passes[tie.n]);
}
