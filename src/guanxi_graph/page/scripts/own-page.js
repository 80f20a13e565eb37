/** Where the page is the front of a site: the way to the pages of the site. */

import { h } from "./dom.js";
import { t } from "./strings.js";

/** To that of an entity or a claim, with its data beside; nothing where there is none.
 * @param {App} app @param {string} folder @param {string} id */
export function ownPage(app, folder, id) {
  const { pages } = app.model;
  const href = `${folder}/${encodeURIComponent(id)}${pages}`;
  return pages && h("a.own-page", app.state.embed ? { href, target: "_blank" } : { href }, t(app.lang, "ownPage"));
}
