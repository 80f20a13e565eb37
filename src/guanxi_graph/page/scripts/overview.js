/** What the panel says before anything is chosen: what this is, how to read it, where to begin. */

import { h, webLink } from "./dom.js";
import { icon, sign } from "./icons.js";
import { label, nameOf } from "./names.js";
import { connectForm } from "./route-panel.js";
import { plainSentence } from "./sentences.js";
import { count, t } from "./strings.js";

const FEW = 6;

/** @param {App} app @param {(query: string, most: number) => Entity[]} find */
export function overview(app, find) {
  const { model, lang } = app;
  const figures = model.claims.length - model.ties.length;
  const texts = lang === "both" ? "en" : lang;
  return [
    h(
      "header.entity", {},
      h("p.kind", {}, t(lang, "about")),
      h("h2", {}, label(model.map.title, lang)),
      h("p.lead", {}, label(model.map.description, texts)),
      h("p.tally", {}, t(lang, "counts", { e: model.entities.length.toLocaleString("en"), t: model.ties.length.toLocaleString("en"), f: figures.toLocaleString("en"), s: model.sources.length })),
    ),
    model.stories.length > 0 && h("section", {}, h("h3", {}, t(lang, "stories")), model.stories.map((story) => storyCard(app, story))),
    h("section", {}, h("h3", {}, t(lang, "introductions")), connectForm(app, find)),
    h("section", {}, h("h3", {}, t(lang, "mostTied")), h("ul.plain", {}, mostTied(model).map((entity) => entityRow(app, entity)))),
    model.contests.length > 0 && h("section", {}, h("h3", {}, t(lang, "disagree"), h("span.count", {}, model.contests.length)), conflicts(app)),
    h("section", {}, h("h3", {}, t(lang, "howRead")), legend(app)),
    model.map.licence && h("p.small", {}, `${t(lang, "licence")}: `, webLink(model.map.licence, model.map.licence.replace(/^https?:\/\//, ""))),
  ];
}

/** @param {App} app @param {Story} story */
function storyCard(app, story) {
  const texts = app.lang === "both" ? "en" : app.lang;
  return h(
    "button.story-card", { type: "button", onclick: () => app.go({ story: story.id, step: 0 }) },
    icon("book"),
    h("span", {}, h("b", {}, label(story.title, app.lang === "both" ? "en" : app.lang)), h("small", {}, label(story.summary, texts) || t(app.lang, "stepsCount", { n: story.steps.length }))),
  );
}

/** @param {Model} model */
function mostTied(model) {
  return [...model.entities].sort((a, b) => b.ties.length - a.ties.length || a.n - b.n).slice(0, FEW);
}

/** @param {App} app @param {Entity} entity */
function entityRow(app, entity) {
  return h(
    "li", {},
    h("button.row", { type: "button", onclick: () => app.go({ select: entity.id, pair: [], connect: [] }) },
      sign(entity.cls), h("span.row-name", {}, nameOf(entity, app.lang)), h("span.count", {}, count(app.lang, "tie", entity.ties.length))),
  );
}

/** @param {App} app */
function conflicts(app) {
  const rows = app.model.contests.map((group) => {
    const best = [...group].sort((a, b) => b.rank - a.rank)[0];
    return h("li", {}, h("button.row", { type: "button", onclick: () => app.go({ select: best.id, pair: [], connect: [] }) },
      h("span.row-name", {}, plainSentence(app, best)), h("span.count", {}, t(app.lang, "conflictCount", { n: group.length }))));
  });
  return [
    h("ul.plain", {}, rows.slice(0, FEW)),
    rows.length > FEW && h("details.rest", {}, h("summary", {}, t(app.lang, "more", { n: rows.length - FEW })), h("ul.plain", {}, rows.slice(FEW))),
  ];
}

/** @param {App} app */
export function legend(app) {
  const { lang, model } = app;
  const line = (/** @type {string} */ kind, /** @type {string} */ words) =>
    h("li", {}, h(`svg:svg.line-sample.${kind}`, { viewBox: "0 0 34 10", "aria-hidden": "true" }, h("svg:line", { x1: 1, y1: 5, x2: 33, y2: 5 })), t(lang, words));
  return h(
    "div.legend", {},
    h("ul", {}, model.classes.map((cls) => h("li", {}, sign(cls), label(cls.labels, lang)))),
    h("ul", {}, line("solid", "solid"), line("dashed", "dashed"), line("dotted", "dotted"), line("thick", "thick"),
      h("li", {}, h("span.soft-sample"), t(lang, "soft"))),
  );
}
