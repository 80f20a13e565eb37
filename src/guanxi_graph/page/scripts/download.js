/** What the reader takes away as a file, named after the view. */

import { announce, h } from "./dom.js";
import { t } from "./strings.js";
import { fileName } from "./view-name.js";

/** @param {App} app @param {string} suffix @param {Blob} content */
export function download(app, suffix, content) {
  const name = `${fileName(app)}.${suffix}`;
  const url = URL.createObjectURL(content);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce(t(app.lang.one, "saved", { name }));
}
