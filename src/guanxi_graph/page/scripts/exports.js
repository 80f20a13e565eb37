/** What a reader takes away: a link, a picture, a drawing, the ties, a printout. */

import { copy } from "./copying.js";
import { tiesAsCsv } from "./csv.js";
import { showEmbedCode } from "./embed-code.js";
import { announce, download, save } from "./dom.js";
import { label, nameOf } from "./names.js";
import { preparePrint } from "./print.js";
import { encode } from "./state.js";
import { t } from "./strings.js";
import { svgOf } from "./svg.js";
import { shownWords } from "./tally.js";

/** @param {App} app @param {() => any} map @returns {[string, () => any][]} words and what they do */
export function exportsOf(app, map) {
  const name = fileName(app);
  return [
    ["copyLink", async () => {
      const camera = app.state.view === "map" ? map().camera() : null;
      const hash = encode({ ...app.state, camera });
      app.go({ camera }, { replace: true });
      const done = await copy(`${location.href.split("#")[0]}#${hash}`);
      announce(done ? t(app.lang, "copied") : location.href);
    }],
    ["embedCode", () => showEmbedCode(app)],
    ["png", () => picture(app, map(), `${name}.png`)],
    ["svg", () => download(`${name}.svg`, svgOf(map().frame(), map().labels(), caption(app)), "image/svg+xml")],
    ["csv", () => {
      const csv = tiesAsCsv(visibleTies(app), (entity) => nameOf(entity, app.lang), app.model.map.claims);
      download(`${name}.csv`, csv, "text/csv;charset=utf-8");
    }],
    ["print", () => {
      preparePrint(app, map());
      window.print();
    }],
  ];
}

/** @param {App} app */
function fileName({ model: { map: { title } }, languages: [first] }) {
  return (title.en || label(title, first)).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "map";
}

/** On the map what is drawn, in the table what passes. @param {App} app */
function visibleTies(app) {
  return app.state.view === "map" ? app.view.ties : app.model.ties.filter((tie) => app.view.passes[tie.n]);
}

/** @param {App} app */
export function caption(app) {
  const { model, state, lang } = app;
  const [first, last] = model.years;
  const years = state.years && `${state.years[0] ?? first}–${state.years[1] ?? last}`;
  return [label(model.map.title, lang), years, shownWords(app), label(model.map.theme.credit, lang), model.map.licence]
    .filter(Boolean).join(" · ");
}

/** @param {App} app @param {any} map @param {string} name */
function picture(app, map, name) {
  const canvas = map.canvas();
  const { colours, width } = map.frame();
  const ratio = canvas.width / width;
  const sheet = document.createElement("canvas");
  sheet.width = canvas.width;
  sheet.height = canvas.height + 34 * ratio;
  const ctx = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(canvas, 0, 0);
  ctx.font = `${12 * ratio}px ${map.frame().colours.font}`;
  ctx.fillStyle = colours.faint;
  ctx.fillText(caption(app), 16 * ratio, canvas.height + 20 * ratio);
  sheet.toBlob((blob) => blob && save(name, blob), "image/png");
}
