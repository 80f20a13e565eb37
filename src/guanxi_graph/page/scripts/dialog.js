/** A dialog over the page, with a way out of it. */

import { h } from "./dom.js";
import { t } from "./strings.js";

/** @param {App} app @param {string} name the key of its heading @param {any} content @param {any} buttons */
export function openDialog(app, name, content, buttons) {
  const close = h("button", { type: "button", onclick: () => dialog.close() }, t(app.lang, "close"));
  const dialog = h(
    "dialog.dialog", { "aria-labelledby": "dialog-words", onclose: () => dialog.remove() },
    h("h2", { id: "dialog-words" }, t(app.lang, name)), content, h("div.dialog-buttons", {}, buttons, close),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
