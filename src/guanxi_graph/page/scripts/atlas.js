/** A map that is too large to be drawn whole, with its circles as one dot each. */

import { isEnd, lineOf, pairsOf } from "./lines.js";
import { onThisScreen } from "./measures.js";
import { nameOf } from "./names.js";
import { selectedEntities } from "./selection.js";
import { t } from "./strings.js";

/** Of more at once nothing can be read; `circle_layout.py` has the same. */
const MOST_AT_ONCE = 1500;
/** Each circle's lines of most ties are drawn: of a large map every two circles are tied somehow. */
const STRONGEST = 4;
const SMALLEST = 6;
/** Circles are much alike: a name over another's dot seems to be that dot's, but for the largest few. */
const WEIGHTY = 4;
const GROWTH = 17;

/** Whether all that passes can only be shown so. @param {Model} model @param {Counts} counts */
export function isTooLarge({ bubbles }, counts) {
  return counts.entities > MOST_AT_ONCE && bubbles.length > 1;
}

/** Whether the map shows circles now. @param {Model} model @param {State} state @param {Counts} counts */
export function showsCircles(model, state, counts) {
  const isAsked = ["nothing", "entity"].includes(state.selection.kind);
  return state.all && !state.focus && !state.only.length && isAsked && isTooLarge(model, counts);
}

/** The circles as dots, by their number. @param {Entity[][]} circles @param {[number, number][]} points
 * @param {Cls[]} classes @returns {Bubble[]} */
export function bubblesOf(circles, points, classes) {
  return points.map(([x, y], n) => ({
    n, id: circleId(circles[n][0]), x, y, circle: -1, members: circles[n],
    cls: { ...classes[0], id: "", shape: "circle" }, labels: {}, aliases: [], description: {}, same: [], readings: [],
    claims: [], ties: [], links: [], stands: [], portrait: null,
  }));
}

/** A circle goes by one of its members in the address: `~ma-huateng`. @param {Entity} member */
export function circleId({ id }) {
  return `~${id}`;
}

/** @param {Model} model @param {string} id @returns {Entity[] | undefined} undefined of what is no circle */
export function membersOf({ circles, entity }, id) {
  return id.startsWith("~") ? circles[entity.get(id.slice(1))?.circle ?? -1] : undefined;
}

/** By whom a circle goes, and with how many others. @param {Entity[]} members @param {Language} lang */
export function circleName([first, ...others], lang) {
  return t(lang, "circleOf", { name: nameOf(first, lang), n: others.length });
}

/** @param {App} app @returns {import("./scene.js").Scene} */
export function atlasScene(app) {
  const { model, view, lang } = app;
  const counts = model.bubbles.map(({ members }) => members.filter((member) => view.admitted[member.n]).length);
  const most = Math.max(...counts);
  const small = onThisScreen();
  const shown = model.bubbles.filter(({ n }) => counts[n]).sort((a, b) => counts[b.n] - counts[a.n] || a.n - b.n);
  const lines = linesBetween(app);
  return {
    entities: /** @type {Entity[]} */ (shown),
    lines,
    emphasis: emphasis(app, lines),
    selected: "",
    regions: app.state.regions,
    weighty: WEIGHTY,
    radius: (bubble) => (SMALLEST + GROWTH * Math.sqrt(counts[bubble.n] / most)) * small,
    colour: (bubble, colours) => colours.circles[bubble.n % colours.circles.length].slice(0, 7),
    name: (bubble) => {
      const [first] = model.circles[bubble.n];
      return `${nameOf(first, lang)} +${counts[bubble.n] - 1}`;
    },
  };
}

/** @param {App} app @returns {Line[]} */
function linesBetween({ model, view }) {
  const ends = (/** @type {Tie} */ tie) => [tie.subject, tie.object].map(({ circle }) => model.bubbles[circle]);
  const passing = model.ties.filter((tie) => view.passes[tie.n]);
  const lines = [...pairsOf(passing, ends)].map(([id, ties]) => lineOf(id, ties, ends(ties[0])));
  lines.sort((a, b) => b.ties.length - a.ties.length);
  /** @type {Map<Entity, number>} */
  const drawn = new Map();
  return lines.filter(({ from, to }) => {
    const counts = [from, to].map((end) => (drawn.get(end) ?? 0) + 1);
    drawn.set(from, counts[0]).set(to, counts[1]);
    return Math.min(...counts) <= STRONGEST;
  });
}

/** Where the chosen one is. @param {App} app @param {Line[]} lines */
function emphasis({ model, state }, lines) {
  const [chosen] = selectedEntities({ model, state });
  const bubble = chosen && model.bubbles[chosen.circle];
  if (!bubble) return null;
  const near = lines.filter((line) => isEnd(line, bubble));
  return {
    entities: new Set([bubble, ...near.flatMap((line) => [line.from, line.to])]),
    lines: new Set(near), strong: new Set(),
  };
}
