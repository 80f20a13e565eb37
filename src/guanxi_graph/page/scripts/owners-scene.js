/** The trees of owners as a scene: a line a holding, with its share. */

import { grouped } from "./bundles.js";
import { onThisScreen } from "./measures.js";
import { nameOf } from "./names.js";
import { selectedEntities } from "./selection.js";

/** @param {App} app @param {Owned} owned @returns {import("./scene.js").Scene} */
export function ownersScene({ model, state, lang, dark }, { spots, spot, lines }) {
  const chosen = selectedEntities({ model, state }).map(spot).filter((each) => each !== undefined);
  return {
    entities: spots,
    lines,
    emphasis: chosen.length ? emphasis(chosen, lines) : null,
    selected: chosen.length === 1 ? chosen[0].id : "",
    radius: () => 8 * onThisScreen(),
    colour: (entity) => entity.cls.colours[dark ? 1 : 0],
    name: (entity) => nameOf(entity, lang),
    fixed: true, named: true,
  };
}

/** All that is above the chosen, and all that is below. @param {Spot[]} chosen @param {Line[]} lines
 * @returns {import("./scene.js").Emphasis} */
function emphasis(chosen, lines) {
  const near = [...along(chosen, lines, "to", "from"), ...along(chosen, lines, "from", "to")];
  return {
    entities: new Set([...chosen, ...near.flatMap(({ from, to }) => [from, to])]),
    lines: new Set(near), strong: new Set(), marked: new Set(chosen),
  };
}

/** @param {Entity[]} starts @param {Line[]} lines @param {"from" | "to"} near @param {"from" | "to"} far */
function along(starts, lines, near, far) {
  const onward = grouped(lines, (line) => line[near]);
  const seen = new Set(starts);
  /** @type {Set<Line>} */
  const found = new Set();
  for (const entity of seen) {
    for (const line of onward.get(entity) ?? []) {
      found.add(line);
      seen.add(line[far]);
    }
  }
  return found;
}
