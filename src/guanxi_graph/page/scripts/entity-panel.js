/** What is known of one entity, told by its claims. */

import { claimCard } from "./claim-card.js";
import { chart } from "./chart.js";
import { h, webLink } from "./dom.js";
import { icon, sign } from "./icons.js";
import { label, nameOf, otherNames } from "./names.js";
import { chosen, NOTHING } from "./selection.js";
import { groupName, seenFrom, valueWords } from "./sentences.js";
import { t } from "./strings.js";
import { neighbours } from "./view.js";

const FEW = 6;

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
    ties.length ? groups(app, entity, ties) : h("p.empty", {}, t(lang, "noTies")),
    figures.length > 0 && section("figures", series(app, figures)),
    others.length > 0 && section("facts", facts(app, others)),
    entity.claims.length > passing.length &&
      h("p.empty", {}, t(lang, "filteredOut", { n: entity.claims.length - passing.length })),
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
    h("p.kind", {}, sign(entity.cls), label(entity.cls.labels, lang)),
    h("h2", { dir: "auto" }, nameOf(entity, lang)),
    others.length > 0 && h("p.other-names", {}, others.join(" · ")),
    h("p.lead", {}, label(entity.description, lang.one)),
    h("p.tally", {}, `${t(lang, "ties", { n: entity.ties.length })} · ${t(lang, "sourcesCount", { n: sources.size })}`),
    actions(app, entity),
  );
}

/** What joins the two comes first, what only names them together later. @param {Entity} entity
 * @returns {(a: Claim, b: Claim) => number} */
function byKind(entity) {
  const joins = (/** @type {Claim} */ { relation }) => Number(Boolean(relation.base || relation.affiliation));
  const inward = (/** @type {Claim} */ claim) => Number(claim.object === entity);
  return (a, b) => joins(b) - joins(a) || a.relation.n - b.relation.n || inward(a) - inward(b);
}

/** @param {App} app @param {Entity} entity */
function actions(app, entity) {
  const { state, lang } = app;
  const circle = circleOf(app, entity);
  const grow = (/** @type {string[]} */ ids) => () => app.go({ grown: union(state.grown, ids) });
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, icon(name), text);
  return h(
    "div.actions", {},
    button("focus", t(lang, "focus"), () => toggleFocus(app, entity)),
    button("grow", t(lang, "expand"), grow(nearby(app, entity))),
    circle.some((other) => !app.view.drawn.has(other)) &&
      button("plus", t(lang, "growCircle"), grow(circle.map((other) => other.id))),
    button("path", t(lang, "connect"), () => startConnecting(app, entity)),
    button("hide", t(lang, "hide"), () => hide(app, entity)),
  );
}

/** @param {App} app @param {Entity} entity */
export function toggleFocus(app, entity) {
  app.go({ focus: app.state.focus === entity.id ? "" : entity.id, depth: 1, only: [] });
}

/** @param {App} app @param {Entity} entity */
export function hide(app, entity) {
  app.go({ hidden: union(app.state.hidden, [entity.id]), selection: NOTHING });
}

const MOST_OF_A_CIRCLE = 150;

/** The members of its circle, the first of a large one; none of who is in no circle.
 * @param {App} app @param {Entity} entity */
function circleOf(app, entity) {
  return (app.model.circles[entity.circle] ?? []).slice(0, MOST_OF_A_CIRCLE);
}

/** @param {App} app @param {Entity} entity */
export function nearby(app, entity) {
  return [entity, ...neighbours(entity, app.view.passes)].map((each) => each.id);
}

/** @param {string[]} one @param {string[]} other */
export function union(one, other) {
  return [...new Set([...one, ...other])];
}

/** @param {App} app @param {Entity} entity */
export function startConnecting(app, entity) {
  app.go({ selection: chosen("connect", entity.id) });
  document.getElementById("connect-to")?.focus();
}

/** @param {App} app @param {Claim[]} values */
function facts(app, values) {
  const words = (/** @type {Claim} */ claim) =>
    [h("i", {}, label(claim.relation.labels, app.lang)), " ", h("b", {}, valueWords(app, claim))];
  return values.map((claim) => claimCard(app, claim, words(claim)));
}

/** One chart a definition and unit: registered users are never set beside active ones, nor people beside households.
 * @param {App} app @param {Claim[]} figures */
function series(app, figures) {
  const ordered = [...figures].sort((a, b) => a.middle - b.middle || a.n - b.n);
  const words = (/** @type {Claim} */ claim) =>
    [h("b", {}, valueWords(app, claim)), " ", h("span.tail", {}, claim.at || claim.start)];
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

/** Ties by kind and direction; long groups fold. @param {App} app @param {Entity} entity @param {Claim[]} ties */
function groups(app, entity, ties) {
  return [...grouped(ties.sort(byKind(entity)), (claim) => groupName(app, claim, entity))].map(([name, claims]) => {
    const cards = claims.sort(inTime).map((claim) => claimCard(app, claim, seenFrom(app, claim, entity)));
    const rest = cards.length - FEW;
    return h(
      "section.group", {},
      h("h3", {}, name, h("span.count", {}, claims.length)),
      cards.slice(0, FEW),
      rest > 0 && h("details.rest", {}, h("summary", {}, t(app.lang, "more", { n: rest })), cards.slice(FEW)),
    );
  });
}

/** What stands first, what is set aside last. @param {Claim} a @param {Claim} b */
function inTime(a, b) {
  const began = (/** @type {Claim} */ claim) => claim.from ?? claim.to ?? Number.MAX_SAFE_INTEGER;
  return Number(a.rank === 0) - Number(b.rank === 0) || began(a) - began(b) || a.n - b.n;
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
