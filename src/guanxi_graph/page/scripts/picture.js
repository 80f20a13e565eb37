/** The picture to take away, at a size of the reader's choice. */

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { download } from "./download.js";
import { drawingOf } from "./drawing.js";
import { t } from "./strings.js";
import { caption } from "./view-name.js";

/** In pixels of a drawing. */
const [SMALLEST, LARGEST] = [200, 4000];
/** Pixels of a picture for each of the drawing's. */
const SHARPNESS = [1, 2, 3, 4];

/** @param {App} app @param {any} map */
export function showPicture(app, map) {
  const { lang } = app;
  const { width, height } = map.frame();
  const wide = field("pictureWidth", width);
  const high = field("pictureHeight", height);
  const sharp = h("select", { id: "picture-sharp" }, SHARPNESS.map((times) =>
    h("option", { value: times, selected: times === 2 }, `${times}×`)));
  const drawing = () => drawingOf(app, map.frame(), { width: within(wide), height: within(high), caption: caption(app) });
  const labelled = (/** @type {any} */ input, /** @type {string} */ words) => h("label", {}, t(lang, words), input);
  openDialog(app, "picture", h("div.fields", {},
    labelled(wide, "pictureWidth"), labelled(high, "pictureHeight"), labelled(sharp, "pictureSharp")), [
    h("button.primary", { type: "button", onclick: () => savePng(app, drawing(), Number(sharp.value)) }, t(lang, "png")),
    h("button", { type: "button", onclick: () => download(app, "svg", svgFile(drawing().svg)) },
      t(lang, "svg")),
  ]);
}

/** @param {string} id @param {number} value */
function field(id, value) {
  return h("input", { type: "number", id, value: Math.round(value), min: SMALLEST, max: LARGEST, step: 1 });
}

/** @param {HTMLInputElement} input */
function within({ value }) {
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(Number(value)) || SMALLEST));
}

/** @param {string} svg */
function svgFile(svg) {
  return new Blob([svg], { type: "image/svg+xml" });
}

/** @param {App} app @param {{ svg: string, width: number, height: number }} drawing @param {number} sharpness */
async function savePng(app, { svg, width, height }, sharpness) {
  const image = new Image();
  image.src = URL.createObjectURL(svgFile(svg));
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = width * sharpness;
  sheet.height = height * sharpness;
  const ctx = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  ctx.drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(image.src);
  sheet.toBlob((blob) => blob && download(app, "png", blob), "image/png");
}
