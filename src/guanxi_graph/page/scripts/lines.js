/** The lines of the map: one a pair, however many ties join the two; one a tie where the pair is opened. */

import { fan } from "./geometry.js";

/** More of them would be a disc: a pair of more ties stays one line. */
const MOST_SPREAD = 24;
/** How much wider a line gets each time its ties double. */
const WIDER = 0.9;

/** The lines of these ties; those between the two that are opened run apart. @param {Tie[]} ties
 * @param {(Entity | null)[]} [opened] @returns {Line[]} */
export function linesOf(ties, opened = []) {
  return [...pairsOf(ties)].flatMap(([id, between]) => {
    const line = lineOf(id, between, 0);
    const isOpened = opened.includes(line.from) && opened.includes(line.to);
    return isOpened && between.length <= MOST_SPREAD ? spread(between) : line;
  });
}

/** What leads back to where it comes from is listed, and is no line. @param {Tie[]} ties
 * @returns {Map<string, Tie[]>} the ties between each two, whichever way they run */
function pairsOf(ties) {
  /** @type {Map<string, Tie[]>} */
  const pairs = new Map();
  for (const tie of ties) {
    const { subject, object } = tie;
    if (subject === object) continue;
    const key = subject.n < object.n ? `${subject.n} ${object.n}` : `${object.n} ${subject.n}`;
    const known = pairs.get(key);
    if (known) known.push(tie);
    else pairs.set(key, [tie]);
  }
  return pairs;
}

/** @param {string} id @param {Tie[]} ties @param {number} bend @returns {Line} */
function lineOf(id, ties, bend) {
  const [{ subject: from, object: to }] = ties;
  return { id, from, to, ties, bend };
}

/** One line a tie. @param {Tie[]} ties @returns {Line[]} */
function spread(ties) {
  const bends = fan(ties.length);
  return ties.map((tie, place) => lineOf(tie.id, [tie], tie.subject.n < tie.object.n ? bends[place] : -bends[place]));
}

/** How a line looks: strength and number are width, confidence is how dark, derived is dashed, set aside is dotted.
 * Of several ties the strongest and the surest count. @param {Line} line */
export function lookOf({ ties, from }) {
  const strongest = Math.max(...ties.map((tie) => tie.strength));
  const isLed = (/** @type {boolean} */ forward) =>
    ties.some((tie) => !tie.relation.symmetric && (tie.subject === from) === forward);
  return {
    width: 0.9 + 2.2 * strongest + WIDER * Math.log2(ties.length),
    opacity: Math.max(...ties.map(opacityOf)),
    dashes: ties.every((tie) => tie.rule) ? [7, 5] : ties.every((tie) => tie.rank === 0) ? [1.5, 4] : null,
    ahead: isLed(true),
    back: isLed(false),
  };
}

/** @param {Tie} tie */
function opacityOf(tie) {
  return tie.rank === 0 ? 0.4 : [0.35, 0.62, 0.85][tie.confidence];
}

/** @param {Line} line @param {Entity} entity */
export function isEnd({ from, to }, entity) {
  return from === entity || to === entity;
}
