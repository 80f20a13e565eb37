/** What a reader takes away: a link, a picture, a drawing, the ties, a printout. */

import { copy } from "./copying.js";
import { tiesAsCsv } from "./csv.js";
import { announce } from "./dom.js";
import { download } from "./download.js";
import { showEmbedCode } from "./embed-code.js";
import { nameOf } from "./names.js";
import { sought } from "./passing.js";
import { showPicture } from "./picture.js";
import { preparePrint } from "./print.js";
import { encode } from "./state.js";
import { t } from "./strings.js";
import { isDrawn } from "./views.js";

/** @param {App} app @param {() => any} map @param {SearchRows} search
 * @returns {[string, () => any][]} words and what they do */
export function exportsOf(app, map, search) {
  return [
    ["copyLink", async () => {
      const camera = isDrawn(app.state) ? map().camera() : null;
      const hash = encode({ ...app.state, camera });
      app.go({ camera }, { replace: true });
      const done = await copy(`${location.href.split("#")[0]}#${hash}`);
      announce(done ? t(app.lang, "copied") : location.href);
    }],
    ["embedCode", () => showEmbedCode(app)],
    ["picture", () => showPicture(app, map())],
    ["csv", () => {
      const csv = tiesAsCsv(visibleTies(app, search), (entity) => nameOf(entity, app.lang), app.model.map.claims);
      download(app, "csv", new Blob([csv], { type: "text/csv;charset=utf-8" }));
    }],
    ["print", () => {
      preparePrint(app, map(), search);
      window.print();
    }],
  ];
}

/** On the map what is drawn, in the table what is found. @param {App} app @param {SearchRows} search @returns {Tie[]} */
function visibleTies(app, search) {
  const { state, view } = app;
  return state.view === "map" ? view.ties : sought(app, "ties", state.view === "table" ? state.query : "", search).rows;
}
