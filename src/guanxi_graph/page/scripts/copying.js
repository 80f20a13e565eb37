/** To the clipboard, and into a field for whoever's browser does not let the page copy. */

import { announce, fill, h } from "./dom.js";
import { t } from "./strings.js";

/** A button that copies a text and shows it in `place`, under what it is for.
 * @param {App} app @param {Element} place @param {string} words @param {string} purpose @param {() => string} write */
export function copyButton(app, place, words, purpose, write) {
  return h("button.quiet", {
    type: "button",
    onclick: async () => {
      const text = write();
      fill(place, h("label", {}, purpose, h("textarea", { readonly: true, rows: 4, value: text })));
      if (await copy(text)) announce(t(app.lang, "copied"));
    },
  }, words);
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
