/** What is known of one entity, told by its claims. */

import { expand, growCircle, hide, startConnecting, toggleFocus } from "./acts.js";
import { grouped, tieGroups } from "./bundles.js";
import { claimCard } from "./claim-card.js";
import { chart } from "./chart.js";
import { h, webLink } from "./dom.js";
import { circleOf } from "./grown.js";
import { icon, sign } from "./icons.js";
import { joinsOf } from "./join-panel.js";
import { label, nameOf, otherNames, spoken, spokenName } from "./names.js";
import { ultimateOf } from "./owners-panel.js";
import { ownPage } from "./own-page.js";
import { hereOf } from "./places-panel.js";
import { struck, valueWords } from "./sentences.js";
import { t } from "./strings.js";
import { tally } from "./tally.js";

/** @param {App} app @param {Entity} entity */
export function entityPanel(app, entity) {
  const { view, lang } = app;
  const passing = entity.claims.filter((claim) => view.passes[claim.n]);
  const ties = passing.filter((claim) => claim.object);
  const figures = passing.filter((claim) => claim.relation.value === "number");
  const others = passing.filter((claim) => !claim.object && claim.relation.value !== "number");
  const section = (/** @type {string} */ name, /** @type {any} */ content) =>
    h("section", {}, h("h3", {}, t(lang, name)), content);
  return [
    heading(app, entity),
    hereOf(app, entity),
    ultimateOf(app, entity),
    ties.length ? tieGroups(app, entity, ties) : h("p.empty", {}, t(lang, "noTies")),
    joinsOf(app, entity),
    figures.length > 0 && section("figures", series(app, figures)),
    others.length > 0 && section("facts", facts(app, others)),
    entity.claims.length > passing.length &&
      h("p.empty", {}, t(lang, "filteredOut", { n: entity.claims.length - passing.length })),
    app.model.pages && h("p.same", {}, ownPage(app, "id", entity.id)),
    entity.same.length > 0 &&
      h("p.same", {}, `${t(lang, "elsewhere")}: `, entity.same.map(([name, url]) => [webLink(url, name), " "])),
  ];
}

/** @param {App} app @param {Entity} entity */
function heading(app, entity) {
  const { lang } = app;
  const others = otherNames(entity, lang, app.languages);
  const sources = new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source)));
  return h(
    "header.entity", {},
    entity.portrait && portrait(app, entity, entity.portrait),
    h("p.kind", {}, sign(entity.cls), spoken(entity.cls.labels, lang)),
    h("h2", { dir: "auto" }, spokenName(entity, lang)),
    others.length > 0 && h("p.other-names", { dir: "auto" }, others),
    h("p.lead", { dir: "auto" }, spoken(entity.description, lang.one)),
    h("p.tally", {}, `${tally(lang, entity)} · ${t(lang, "sourcesCount", { n: sources.size })}`),
    actions(app, entity),
  );
}

/** The picture with what its licence asks for; none where the browser cannot read it.
 * @param {App} app @param {Entity} entity @param {Portrait} given */
function portrait({ lang }, entity, { address, credit, licence, terms, source }) {
  const leave = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("figure")?.remove();
  return h(
    "figure.portrait", {},
    h("img", { src: address, alt: t(lang.one, "pictureOf", { name: nameOf(entity, lang) }), onerror: leave }),
    h("figcaption", {}, credit && h("span", { dir: "auto" }, credit), webLink(terms, licence),
      source && webLink(source, t(lang.one, "pictureSource"))),
  );
}

/** @param {App} app @param {Entity} entity */
function actions(app, entity) {
  const { lang } = app;
  const circle = circleOf(app.model, entity);
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, icon(name), text);
  return h(
    "div.actions", {},
    button("focus", t(lang, "focus"), () => toggleFocus(app, entity)),
    button("grow", t(lang, "expand"), () => expand(app, entity)),
    circle.some((other) => !app.view.drawn.has(other)) &&
      button("plus", t(lang, "growCircle"), () => growCircle(app, entity)),
    button("path", t(lang, "connect"), () => startConnecting(app, entity)),
    button("timeline", t(lang, "timeline"), () => app.go({ view: "timeline" })),
    button("hide", t(lang, "hide"), () => hide(app, entity)),
  );
}

/** @param {App} app @param {Claim[]} values */
function facts(app, values) {
  const words = (/** @type {Claim} */ claim) =>
    struck(app, claim, [h("i", {}, spoken(claim.relation.labels, app.lang)), " ", h("b", {}, valueWords(app, claim))]);
  return values.map((claim) => claimCard(app, claim, words(claim)));
}

/** One chart a definition and unit: registered users are never set beside active ones, nor people beside households.
 * @param {App} app @param {Claim[]} figures */
function series(app, figures) {
  const ordered = [...figures].sort((a, b) => a.middle - b.middle || a.n - b.n);
  const words = (/** @type {Claim} */ claim) =>
    struck(app, claim, [h("b", {}, valueWords(app, claim)), " ", h("span.tail", {}, claim.at || claim.start)]);
  return [...grouped(ordered, (claim) => `${claim.relation.id} ${claim.unit}`).values()].map((claims) =>
    h(
      "div.figure", {}, h("h4", {}, seriesName(app, claims[0], figures)), claims.length > 1 && chart(app, claims),
      claims.map((claim) => claimCard(app, claim, words(claim))),
    ));
}

/** The definition, with its unit where that is a sign, or where there are several. @param {App} app
 * @param {Claim} claim @param {Claim[]} figures */
function seriesName(app, { relation, unit }, figures) {
  const several = figures.some((other) => other.relation === relation && other.unit !== unit);
  return `${label(relation.labels, app.lang)}${unit && (several || unit.length < 4) ? ` (${unit})` : ""}`;
}
