/** A dialog over the page, with a way out of it. */

import { byId, h } from "./dom.js";
import { t } from "./strings.js";

/** What speaks comes into it while it is open: nothing outside of a modal dialog is spoken.
 * @param {App} app @param {string} name the key of its heading @param {any} content @param {any} buttons */
export function openDialog(app, name, content, buttons) {
  const close = h("button", { type: "button", onclick: () => dialog.close() }, t(app.lang, "close"));
  const live = byId("live");
  const leave = () => {
    document.body.append(live);
    dialog.remove();
  };
  const dialog = h(
    "dialog.dialog", { "aria-labelledby": "dialog-words", onclose: leave },
    h("h2", { id: "dialog-words" }, t(app.lang, name)), content, h("div.dialog-buttons", {}, buttons, close),
  );
  dialog.append(live);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
