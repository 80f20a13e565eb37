/** What is known of one entity, told by its claims. */

import { claimCard } from "./claim-card.js";
import { chart } from "./chart.js";
import { h, webLink } from "./dom.js";
import { icon, sign } from "./icons.js";
import { label, nameOf, otherNames } from "./names.js";
import { groupName, seenFrom, valueWords } from "./sentences.js";
import { count, t } from "./strings.js";

const FEW = 6;

/** @param {App} app @param {Entity} entity */
export function entityPanel(app, entity) {
  const { view, lang } = app;
  const passing = entity.claims.filter((claim) => view.passes[claim.n]);
  const ties = passing.filter((claim) => claim.object).sort((a, b) => isTie(b) - isTie(a) || a.relation.n - b.relation.n || Number(a.object === entity) - Number(b.object === entity));
  const values = passing.filter((claim) => !claim.object);
  const figures = values.filter((claim) => claim.relation.value === "number");
  const sources = new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source)));
  return [
    h(
      "header.entity", {},
      h("p.kind", {}, sign(entity.cls), label(entity.cls.labels, lang)),
      h("h2", {}, nameOf(entity, lang)),
      otherNames(entity, lang).length > 0 && h("p.other-names", {}, otherNames(entity, lang).join(" · ")),
      entity.description && h("p.lead", {}, label(entity.description, lang === "both" ? "en" : lang)),
      h("p.tally", {}, `${count(lang, "tie", entity.ties.length)} · ${count(lang, "source", sources.size)}`),
      actions(app, entity),
    ),
    ties.length ? groups(app, entity, ties) : h("p.empty", {}, t(lang, "noTies")),
    figures.length > 0 && h("section", {}, h("h3", {}, t(lang, "figures")), series(app, figures)),
    values.length > figures.length && h("section", {}, h("h3", {}, t(lang, "facts")), facts(app, values.filter((claim) => claim.relation.value !== "number"))),
    entity.claims.length > passing.length && h("p.empty", {}, t(lang, "filteredOut", { n: entity.claims.length - passing.length })),
    entity.same.length > 0 && h("p.same", {}, `${t(lang, "elsewhere")}: `, entity.same.map(([name, url]) => [webLink(url, name), " "])),
  ];
}

/** Whether the claim joins the two, rather than only naming them together. @param {Claim} claim */
function isTie(claim) {
  return Number(Boolean(claim.relation.base || claim.relation.focus));
}

/** @param {App} app @param {Entity} entity */
function actions(app, entity) {
  const { state, lang } = app;
  const focused = state.focus === entity.id;
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, icon(name), text);
  return h(
    "div.actions", {},
    button("focus", t(lang, "focus"), () => app.go({ focus: focused ? "" : entity.id, depth: 1, only: [] })),
    button("grow", t(lang, "expand"), () => app.go({ grown: union(state.grown, nearby(app, entity)) })),
    circleOf(app, entity).some((other) => !app.view.drawn.has(other)) &&
      button("plus", t(lang, "growCircle"), () => app.go({ grown: union(state.grown, circleOf(app, entity).map((other) => other.id)) })),
    button("path", t(lang, "connect"), () => startConnecting(app, entity)),
    button("hide", t(lang, "hide"), () => app.go({ hidden: union(state.hidden, [entity.id]), select: "" })),
  );
}

const MOST_OF_A_CIRCLE = 150;

/** The members of its circle, the most tied of a large one. @param {App} app @param {Entity} entity */
function circleOf(app, entity) {
  return app.model.circles[entity.circle].slice(0, MOST_OF_A_CIRCLE);
}

/** @param {App} app @param {Entity} entity */
export function nearby(app, entity) {
  return [entity.id, ...entity.ties.filter((tie) => app.view.passes[tie.n]).map((tie) => (tie.subject === entity ? /** @type {Entity} */ (tie.object) : tie.subject).id)];
}

/** @param {string[]} one @param {string[]} other */
export function union(one, other) {
  return [...new Set([...one, ...other])];
}

/** @param {App} app @param {Entity} entity */
export function startConnecting(app, entity) {
  app.go({ connect: [entity.id], select: "", pair: [] });
  document.getElementById("connect-to")?.focus();
}

/** @param {App} app @param {Claim[]} values */
function facts(app, values) {
  return values.map((claim) => claimCard(app, claim, [h("i", {}, label(claim.relation.labels, app.lang)), " ", h("b", {}, valueWords(app, claim))]));
}

/** One chart a definition and unit: registered users are never set beside active ones. @param {App} app @param {Claim[]} figures */
function series(app, figures) {
  const groups = grouped(figures, (claim) => `${label(claim.relation.labels, app.lang)}${claim.unit && claim.unit.length < 4 ? ` (${claim.unit})` : ""}`);
  return [...groups].map(([name, claims]) =>
    h(
      "div.figure", {}, h("h4", {}, name), claims.length > 1 && chart(app, claims),
      claims.map((claim) => claimCard(app, claim, [h("b", {}, valueWords(app, claim)), " ", h("span.tail", {}, claim.at)])),
    ));
}

/** Ties by kind and direction; long groups fold. @param {App} app @param {Entity} entity @param {Claim[]} ties */
function groups(app, entity, ties) {
  return [...grouped(ties, (claim) => groupName(app, claim, entity))].map(([name, claims]) => {
    const cards = claims.sort(inTime).map((claim) => claimCard(app, claim, seenFrom(app, claim, entity)));
    return h(
      "section.group", {},
      h("h3", {}, name, h("span.count", {}, claims.length)),
      cards.slice(0, FEW),
      cards.length > FEW && h("details.rest", {}, h("summary", {}, t(app.lang, "more", { n: cards.length - FEW })), cards.slice(FEW)),
    );
  });
}

/** What stands first, what is set aside last. @param {Claim} a @param {Claim} b */
function inTime(a, b) {
  return Number(a.rank === 0) - Number(b.rank === 0) || (a.from ?? a.to ?? 9999) - (b.from ?? b.to ?? 9999) || a.n - b.n;
}

/** @template T @param {T[]} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
export function grouped(items, key) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const item of items) {
    const name = key(item);
    const known = found.get(name);
    if (known) known.push(item);
    else found.set(name, [item]);
  }
  return found;
}
