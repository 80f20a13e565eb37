/** The earth as a scene: a dot a place, as large as many are there, a line a pair of places. */

import { isEnd } from "./lines.js";
import { onThisScreen } from "./measures.js";
import { nameOf } from "./names.js";
import { selectedEntities } from "./selection.js";
import { digits } from "./strings.js";

const [SMALLEST, GROWTH] = [5, 13];

/** @param {App} app @param {Places} places @returns {import("./scene.js").Scene} */
export function placesScene({ model, state, lang, dark }, { spots, spot, lines, copies }) {
  const most = Math.max(1, ...spots.map(({ here }) => here.length));
  const small = onThisScreen();
  const chosen = selectedEntities({ model, state }).map(spot).filter((each) => each !== undefined);
  const here = (/** @type {Entity} */ entity) => /** @type {Spot} */ (entity).here.length;
  return {
    entities: [...spots].sort((a, b) => here(b) - here(a) || a.n - b.n),
    lines,
    emphasis: emphasis(state, chosen, lines),
    selected: chosen.length === 1 ? chosen[0].id : "",
    radius: (entity) => (SMALLEST + GROWTH * Math.sqrt(here(entity) / most)) * small,
    colour: (entity) => entity.cls.colours[dark ? 1 : 0],
    name: (entity) => [nameOf(entity, lang), here(entity) > 1 && digits(lang, here(entity))].filter(Boolean).join(" · "),
    fixed: true,
    ground: { path: model.land, copies },
  };
}

/** Of one its lines, of several those between them. @param {State} state @param {Spot[]} chosen @param {Line[]} lines
 * @returns {import("./scene.js").Emphasis | null} */
function emphasis({ selection }, chosen, lines) {
  if (!chosen.length) return null;
  const [one, other = one] = new Set(chosen);
  const near = lines.filter((line) => isEnd(line, one) && isEnd(line, other));
  const strong = selection.kind === "between" ? near : [];
  return {
    entities: new Set([one, other, ...near.flatMap(({ from, to }) => [from, to])]),
    lines: new Set(near), strong: new Set(strong), marked: new Set([one, other]),
  };
}
