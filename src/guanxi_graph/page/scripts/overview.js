/** What the panel says before anything is chosen: what this is, how to read it, where to begin. */

import { spell } from "./dates.js";
import { h, unfolding, webLink } from "./dom.js";
import { entityRow } from "./entity-row.js";
import { icon, sign } from "./icons.js";
import { label, spoken } from "./names.js";
import { connectForm } from "./route-panel.js";
import { chosen } from "./selection.js";
import { plainSentence } from "./sentences.js";
import { t } from "./strings.js";
import { partners, tally } from "./tally.js";

const FEW = 6;

/** @param {App} app @param {Find} find */
export function overview(app, find) {
  const { model, lang } = app;
  const { licence } = model.map;
  const section = (/** @type {any} */ title, /** @type {any} */ content) =>
    h("section", {}, h("h3", {}, title), content);
  return [
    heading(app),
    model.stories.length > 0 && section(t(lang, "stories"), model.stories.map((story) => storyCard(app, story))),
    section(t(lang, "introductions"), connectForm(app, find)),
    section(t(lang, "mostTied"), h("ul.plain", {}, mostTied(model).map((entity) => entityRow(app, entity, tally(lang, entity))))),
    model.conflicts.length > 0 &&
      section([t(lang, "disagree"), h("span.count", {}, model.conflicts.length)], conflicts(app)),
    section(t(lang, "howRead"), legend(app)),
    h("p.small", {}, stand(app)),
    licence && h("p.small", {}, `${t(lang, "licence")}: `, webLink(licence, licence.replace(/^https?:\/\//, ""))),
  ];
}

/** @param {App} app */
function heading({ model, lang }) {
  const counts = {
    e: model.entities.length,
    t: model.ties.length,
    f: model.claims.filter((claim) => !claim.object).length,
    s: model.sources.length,
  };
  return h(
    "header.entity", {},
    h("p.kind", {}, t(lang, "about")),
    h("h2", { dir: "auto" }, spoken(model.map.title, lang)),
    h("p.lead", { dir: "auto" }, spoken(model.map.description, lang.one)),
    h("p.tally", {}, t(lang, "counts", counts)),
  );
}

/** Whose it is, and how fresh. @param {App} app */
function stand({ model: { map }, lang }) {
  const date = spell(map.updated || map.today, lang.one);
  const day = date && t(lang, map.updated ? "updated" : "knownUntil", { date });
  return [label(map.theme.credit, lang), day].filter(Boolean).join(" · ");
}

/** @param {App} app @param {Story} story */
function storyCard(app, story) {
  const texts = app.lang.one;
  const summary = story.summary ? spoken(story.summary, texts) : t(app.lang, "stepsCount", { n: story.steps.length });
  return h(
    "button.story-card", { type: "button", onclick: () => app.go({ story: story.id, step: 0 }) },
    icon("book"), h("span", {}, h("b", {}, spoken(story.title, texts)), h("small", {}, summary)),
  );
}

/** @param {Model} model */
function mostTied(model) {
  const rated = model.entities.map((entity) => ({ entity, reach: partners(entity).size }));
  rated.sort((a, b) => b.reach - a.reach || b.entity.ties.length - a.entity.ties.length || a.entity.n - b.entity.n);
  return rated.slice(0, FEW).map(({ entity }) => entity);
}

/** @param {App} app */
function conflicts(app) {
  // Those between several accounts first, what is set aside alone last.
  const ordered = [...app.model.conflicts].sort((a, b) => Number(b.claims.length > 1) - Number(a.claims.length > 1));
  const rows = (/** @type {Conflict[]} */ some) => h("ul.plain", {}, some.map((each) => conflictRow(app, each)));
  const rest = ordered.slice(FEW);
  return [
    rows(ordered.slice(0, FEW)),
    rest.length > 0 && unfolding("rest", t(app.lang, "more", { n: rest.length }), () => rows(rest)),
  ];
}

/** @param {App} app @param {Conflict} conflict */
function conflictRow(app, { claims }) {
  const [best] = claims;
  const words = claims.length > 1 ? t(app.lang, "conflictCount", { n: claims.length }) : t(app.lang, "setAside");
  return h(
    "li", {},
    h("button.row", { type: "button", onclick: () => app.go({ selection: chosen("claim", best.id) }) },
      h("span.row-name", {}, plainSentence(app, best)), h("span.count", {}, words)),
  );
}

/** @param {App} app */
export function legend(app) {
  const { lang, model } = app;
  const sample = (/** @type {string} */ kind) =>
    h(`svg:svg.line-sample.${kind}`, { viewBox: "0 0 34 10", "aria-hidden": "true" },
      h("svg:line", { x1: 1, y1: 5, x2: 33, y2: 5 }));
  const line = (/** @type {string} */ kind) => h("li", {}, sample(kind), t(lang, kind));
  return h(
    "div.legend", {},
    h("ul", {}, model.classes.map((cls) => h("li", {}, sign(cls), spoken(cls.labels, lang)))),
    h("ul", {}, ["solid", "dashed", "dotted", "joined", "thick"].map(line), h("li", {}, h("span.soft-sample"), t(lang, "soft"))),
  );
}
