/** The lines of the map: one a pair, however many ties join the two; one a tie where the pair is opened. */

import { fan } from "./geometry.js";

/** More of them would be a disc: a pair of more ties stays one line. */
const MOST_SPREAD = 24;
/** How much wider a line gets each time its ties double. */
const WIDER = 0.9;
/** How dark a line is that has stepped back. */
const FAINT = 0.35;

/** The lines of these ties; those between the two that are opened run apart. @param {Tie[]} ties
 * @param {(Entity | null)[]} [opened] @returns {Line[]} */
export function linesOf(ties, opened = []) {
  return [...pairsOf(ties)].flatMap(([id, between]) => {
    const line = lineOf(id, between);
    const isOpened = opened.includes(line.from) && opened.includes(line.to);
    return isOpened && between.length <= MOST_SPREAD ? spread(between) : line;
  });
}

const endsOf = (/** @type {Tie} */ { subject, object }) => [subject, object];

/** What leads back to where it comes from is listed, and is no line. @param {Tie[]} ties
 * @param {(tie: Tie) => Entity[]} ends the two that stand for its ends @returns {Map<string, Tie[]>} the ties between each
 * two, whichever way they run */
export function pairsOf(ties, ends = endsOf) {
  /** @type {Map<string, Tie[]>} */
  const pairs = new Map();
  for (const tie of ties) {
    const [one, other] = ends(tie);
    if (!one || !other || one === other) continue;
    const key = one.n < other.n ? `${one.n} ${other.n}` : `${other.n} ${one.n}`;
    const known = pairs.get(key);
    if (known) known.push(tie);
    else pairs.set(key, [tie]);
  }
  return pairs;
}

/** @param {string} id @param {Tie[]} ties @param {Entity[]} [ends] @param {number} [bend] @returns {Line} */
export function lineOf(id, ties, [from, to] = endsOf(ties[0]), bend = 0) {
  return { id, from, to, ties, joins: [], bend };
}

/** One line a tie. @param {Tie[]} ties @returns {Line[]} */
function spread(ties) {
  const bends = fan(ties.length);
  return ties.map((tie, place) => {
    const [from, to] = endsOf(tie);
    return lineOf(tie.id, [tie], [from, to], from.n < to.n ? bends[place] : -bends[place]);
  });
}

/** How a line looks: strength and number are width, confidence is how dark, derived is dashed, set aside is dotted.
 * Of several ties the strongest and the surest count. @param {Line} line */
export function lookOf({ ties, joins, from, to, faint }) {
  if (joins.length) return lookOfJoins(joins);
  const strongest = Math.max(...ties.map((tie) => tie.strength));
  const comesFrom = (/** @type {Entity} */ end) => ties.some((tie) => !tie.relation.symmetric && tie.subject === end);
  return {
    width: 0.9 + 2.2 * strongest + WIDER * Math.log2(ties.length),
    opacity: Math.max(...ties.map(opacityOf)) * (faint ? FAINT : 1),
    dashes: ties.every((tie) => tie.rule) ? [7, 5] : ties.every((tie) => tie.rank === 0) ? [1.5, 4] : null,
    ahead: comesFrom(from),
    back: comesFrom(to),
  };
}

/** Weaker than any tie, the weakest where no date tells that both were there at once. @param {Join[]} joins */
function lookOfJoins(joins) {
  const opacity = joins.some(({ years }) => years) ? 0.5 : 0.28;
  return { width: 0.7 + 0.5 * Math.log2(joins.length), opacity, dashes: [3, 3], ahead: false, back: false };
}

/** @param {Tie} tie */
function opacityOf(tie) {
  return tie.rank === 0 ? 0.4 : [0.35, 0.62, 0.85][tie.confidence];
}

/** @param {Line} line @param {Entity} entity */
export function isEnd({ from, to }, entity) {
  return from === entity || to === entity;
}
