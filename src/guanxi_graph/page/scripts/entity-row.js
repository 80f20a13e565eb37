/** An entity as a row of a list that opens it. */

import { h } from "./dom.js";
import { sign } from "./icons.js";
import { spokenName } from "./names.js";
import { chosen } from "./selection.js";

/** @param {App} app @param {Entity} entity @param {string} count what is told at the end of the row */
export function entityRow(app, entity, count) {
  const go = () => app.go({ selection: chosen("entity", entity.id) });
  return h("li", {}, h("button.row", { type: "button", onclick: go },
    sign(entity.cls), h("span.row-name", { dir: "auto" }, spokenName(entity, app.lang)), h("span.count", {}, count)));
}
