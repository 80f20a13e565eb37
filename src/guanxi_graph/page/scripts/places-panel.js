/** The earth in words, for the panel: all places, who is in one, what ties two. */

import { claimCard } from "./claim-card.js";
import { h, unfolding } from "./dom.js";
import { entityRow } from "./entity-row.js";
import { sign } from "./icons.js";
import { spokenName } from "./names.js";
import { chosen } from "./selection.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";
import { placesWords } from "./tally.js";

/** More stay folded. */
const FEW = 40;

/** @param {App} app @param {Places} places */
export function placesPanel(app, places) {
  const { lang } = app;
  const { spots, lines } = places;
  const by = [...spots].sort((a, b) => b.here.length - a.here.length || a.n - b.n);
  const between = [...lines].sort((a, b) => b.ties.length - a.ties.length);
  return [
    h("header.entity", {}, h("h2", {}, t(lang, "places")), h("p.tally", {}, placesWords(lang, places))),
    h("p.small", {}, t(lang.one, "placesKey")),
    section(app, "places", by.map((spot) => () =>
      entityRow(app, spot.of, t(lang, "placeHere", { n: spot.here.length })))),
    between.length > 0 && section(app, "placesTied", between.map(({ from, to, ties }) => () => {
      const [one, other] = [from, to].map((each) => /** @type {Spot} */ (each).of);
      return h("li", {}, h("button.row", { type: "button", onclick: () => app.go({ selection: chosen("between", one.id, other.id) }) },
        h("span.row-name", {}, spokenName(one, lang), " — ", spokenName(other, lang)),
        h("span.count", {}, t(lang, "ties", { n: ties.length }))));
    })),
  ];
}

/** @param {App} app @param {string} name @param {(() => any)[]} rows */
function section({ lang }, name, rows) {
  const list = (/** @type {(() => any)[]} */ each) => h("ul.plain", {}, each.map((row) => row()));
  return h("section", {}, h("h3", {}, t(lang, name), h("span.count", {}, rows.length)),
    list(rows.slice(0, FEW)),
    rows.length > FEW && unfolding("rest", t(lang, "more", { n: rows.length - FEW }), () => list(rows.slice(FEW))));
}

/** Who is at a place, while the earth is shown. @param {App} app @param {Entity} place */
export function hereOf(app, place) {
  const here = app.view.places?.spots.find(({ of }) => of === place)?.here ?? [];
  if (!here.length) return null;
  return section(app, "placeWho", here.map((entity) => () => h("li", {}, sign(entity.cls), " ", entityLink(app, entity))));
}

/** All that ties what is at the one place to what is at the other. @param {App} app @param {Entity} one
 * @param {Entity} other */
export function betweenPanel(app, one, other) {
  const line = app.view.places?.lines.find(({ from, to }) =>
    [from, to].every((end) => [one, other].includes(/** @type {Spot} */ (end).of)));
  const ties = line?.ties ?? [];
  return [
    h("header.entity", {},
      h("p.kind", {}, sign(one.cls), sign(other.cls)),
      h("h2", {}, entityLink(app, one), " — ", entityLink(app, other)),
      h("p.tally", {}, t(app.lang, "between", { n: ties.length }))),
    ties.map((tie) => claimCard(app, tie, sentence(app, tie))),
    ties.length === 0 && h("p.empty", {}, t(app.lang, "noTies")),
  ];
}
