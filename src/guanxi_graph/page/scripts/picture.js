/** The picture to take away, at a size of the reader's choice. */

import { caption, fileName } from "./view-name.js";
import { openDialog } from "./dialog.js";
import { download, h, save } from "./dom.js";
import { drawingOf } from "./drawing.js";
import { t } from "./strings.js";

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
    h("button", { type: "button", onclick: () => download(`${fileName(app)}.svg`, drawing().svg, "image/svg+xml") },
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

/** @param {App} app @param {{ svg: string, width: number, height: number }} drawing @param {number} sharpness */
async function savePng(app, { svg, width, height }, sharpness) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = width * sharpness;
  sheet.height = height * sharpness;
  const ctx = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  ctx.drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(image.src);
  sheet.toBlob((blob) => blob && save(`${fileName(app)}.png`, blob), "image/png");
}
