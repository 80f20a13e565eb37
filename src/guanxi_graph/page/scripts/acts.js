/** What a reader does with an entity, from the panel, by a key or on the map. */

import { circleId } from "./atlas.js";
import { circleOf, expandedId } from "./grown.js";
import { chosen, NOTHING } from "./selection.js";
import { neighbours } from "./tally.js";
import { opening } from "./view.js";

/** @param {App} app @param {Entity} entity */
export function toggleFocus(app, entity) {
  app.go({ focus: app.state.focus === entity.id ? "" : entity.id, depth: 1, only: [] });
}

/** @param {App} app @param {Entity} entity */
export function hide(app, entity) {
  app.go({ hidden: [...new Set([...app.state.hidden, entity.id])], selection: NOTHING });
}

/** With all whom its ties lead to. @param {App} app @param {Entity} entity */
export function expand(app, entity) {
  grow(app, [entity, ...neighbours(entity, app.view.passes)], expandedId(entity));
}

/** With its circle. @param {App} app @param {Entity} entity */
export function growCircle(app, entity) {
  grow(app, circleOf(app.model, entity), circleId(entity));
}

/** @param {App} app @param {Entity[]} entities @param {string} written what they are in the address */
function grow({ state, view, go }, entities, written) {
  if (entities.some((each) => !view.drawn.has(each))) go({ grown: [...new Set([...state.grown, written])] });
}

/** What is drawn beyond the opening once these are added. @param {App} app @param {Entity[]} entities */
export function grownBy({ model, state, view }, entities) {
  const standing = opening(model, state, view);
  const fresh = entities.filter((entity) => !standing.has(entity)).map((entity) => entity.id);
  return [...new Set([...state.grown, ...fresh])];
}

/** The circle of a member by itself. @param {App} app @param {Entity} member */
export function showCircle(app, member) {
  app.go({ only: [circleId(member)], focus: "", selection: NOTHING });
}

/** @param {App} app @param {Entity} entity */
export function startConnecting(app, entity) {
  app.go({ selection: chosen("connect", entity.id) });
  document.getElementById("connect-to")?.focus();
}
