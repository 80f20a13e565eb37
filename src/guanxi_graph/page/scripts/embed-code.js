/** The lines that put this view into somebody's article. */

import { copy } from "./copying.js";
import { openDialog } from "./dialog.js";
import { announce, h } from "./dom.js";
import { label } from "./names.js";
import { encode } from "./state.js";
import { t } from "./strings.js";
import { text } from "./svg.js";

/** The frame, and a few lines by which it gets the height that it tells; several frames share them without harm.
 * @param {App} app */
export function embedCode(app) {
  const { state, model, lang, dark } = app;
  const seen = { ...state, view: "map", query: "", embed: true, lang: lang.id, theme: dark ? "dark" : "light" };
  const address = `${location.href.split("#")[0]}#${encode(seen)}`;
  const frame = `<iframe class="guanxi" src="${text(address)}" title="${text(label(model.map.title, lang.one))}"`;
  return [
    `${frame} loading="lazy" style="width:100%;height:460px;border:0">${closing("iframe")}`,
    "<script>",
    'addEventListener("message", ({ source, data }) => {',
    '  for (const frame of document.querySelectorAll("iframe.guanxi")) {',
    "    if (frame.contentWindow !== source || !(data?.guanxiHeight > 0)) continue;",
    "    frame.style.height = `${Math.min(data.guanxiHeight, 1600)}px`;",
    "  }",
    "});",
    closing("script"),
  ].join("\n");
}

/** Written so that no script of ours holds the end of one. @param {string} name */
function closing(name) {
  return `<${"/"}${name}>`;
}

/** @param {App} app */
export function showEmbedCode(app) {
  const { lang } = app;
  const code = embedCode(app);
  const field = h("textarea", { readonly: true, rows: 10, value: code, spellcheck: "false", "aria-labelledby": "dialog-words" });
  const take = async () => {
    field.select();
    if (await copy(code)) announce(t(lang, "copied"));
  };
  openDialog(app, "embedCode", [
    h("p.small", {}, t(lang, location.protocol === "file:" ? "embedFromDisk" : "embedHint")), field,
  ], h("button.primary", { type: "button", autofocus: true, onclick: take }, t(lang, "copy")));
}
