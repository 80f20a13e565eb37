/** Who owns what in words, for the panel. */

import { h } from "./dom.js";
import { entityRow } from "./entity-row.js";
import { sign } from "./icons.js";
import { ultimateOwners } from "./ownership.js";
import { entityLink } from "./sentences.js";
import { digits, t } from "./strings.js";
import { ownersWords } from "./tally.js";

/** @param {App} app @param {Owned} owned */
export function ownersPanel(app, owned) {
  const { lang } = app;
  const held = [...owned.holdings].sort(([a, x], [b, y]) => y.length - x.length || a.n - b.n);
  return [
    h("header.entity", {}, h("h2", {}, t(lang, "owners")), h("p.tally", {}, ownersWords(lang, owned))),
    h("p.small", {}, t(lang.one, "ownersKey")),
    h("section", {}, h("h3", {}, t(lang, "owned"), h("span.count", {}, held.length)),
      h("ul.plain", {}, held.map(([entity, ties]) => entityRow(app, entity, t(lang, "ownersCount", { n: ties.length }))))),
  ];
}

/** Who owns it in the end, while owners are shown. @param {App} app @param {Entity} entity */
export function ultimateOf(app, entity) {
  const { lang, view: { owners } } = app;
  const found = owners ? ultimateOwners(owners.holdings, entity) : [];
  if (!owners || !found.length) return null;
  const inCircle = [...owners.circles].some(({ object }) => object === entity);
  return h("section", {}, h("h3", {}, t(lang, "ultimateOwners"), h("span.count", {}, found.length)),
    inCircle && h("p.small", {}, t(lang, "inCircle")),
    h("ul.plain", {}, found.map(({ owner, share, known }) => h("li.owner", {},
      sign(owner.cls), " ", entityLink(app, owner), " ", h("span.count", {}, shareWords(lang, share, known))))));
}

/** @param {Language} lang @param {number | null} share @param {number} known */
function shareWords(lang, share, known) {
  const percent = (/** @type {number} */ each) => `${digits(lang, each)} %`;
  if (share !== null) return percent(share);
  return known ? t(lang, "shareAtLeast", { share: percent(known) }) : t(lang, "shareUnknown");
}
