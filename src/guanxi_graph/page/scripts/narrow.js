/** The filters on the left, each with what it would let through. */

import { showCircle } from "./acts.js";
import { circleName } from "./atlas.js";
import { choiceRow, flag, section, segments } from "./choices.js";
import { byId, fill, h } from "./dom.js";
import { isNarrowed, MOST_SOURCES } from "./filters.js";
import { sign } from "./icons.js";
import { MEASURES } from "./measures.js";
import { label } from "./names.js";
import { UNFILTERED } from "./state.js";
import { t } from "./strings.js";

const FEW_RELATIONS = 12;
const FEW_CIRCLES = 10;

/** @param {App} app @returns {Part} */
export function createNarrow(app) {
  const place = byId("narrow");
  let allRelations = false;
  const ordered = byUse(app.model);
  return { update };

  function update() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
    const scroll = place.firstChild ? place.scrollTop : 0;
    place.setAttribute("aria-label", t(app.lang, "filters"));
    fill(
      place, heading(app), classes(app), relations(app, ordered, allRelations, toggleRelations), bases(app),
      evidence(app), drawing(app), circles(app),
    );
    if (scroll) place.scrollTop = scroll;
    if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function toggleRelations() {
    allRelations = !allRelations;
    update();
  }
}

/** The relations between entities, the most used first. @param {Model} model */
function byUse(model) {
  const total = new Uint32Array(model.relations.length);
  for (const tie of model.ties) total[tie.relation.n] += 1;
  return model.relations.filter((relation) => !relation.value).sort((a, b) => total[b.n] - total[a.n] || a.n - b.n);
}

/** @param {App} app */
function heading({ state, lang, go }) {
  const reset = { type: "button", "data-key": "reset", onclick: () => go(UNFILTERED) };
  return h("div.narrow-head", {},
    h("h2", {}, t(lang, "narrow")), isNarrowed(state) && h("button.quiet", reset, t(lang, "reset")));
}

/** @param {App} app */
function classes(app) {
  const { model: { classes: all }, view, lang } = app;
  return section(app, "classes", all.map((cls) => {
    const [words, count] = [label(cls.labels, lang), view.counts.classes[cls.n]];
    return choiceRow(app, "classes", { id: cls.id, words, count, picture: sign(cls) }, all);
  }));
}

/** @param {App} app @param {Relation[]} ordered @param {boolean} all @param {() => void} toggle */
function relations(app, ordered, all, toggle) {
  const { view, lang, state } = app;
  const shown = ordered.filter(({ id }, place) => all || place < FEW_RELATIONS || state.relations?.includes(id));
  const rest = ordered.length - shown.length;
  const words = all ? t(lang, "less") : t(lang, "more", { n: rest });
  return section(app, "relations", [
    ...shown.map(({ id, n, labels }) =>
      choiceRow(app, "relations", { id, words: label(labels, lang), count: view.counts.relations[n] }, ordered)),
    (rest > 0 || all) &&
      h("li", {}, h("button.quiet", { type: "button", "data-key": "more-relations", onclick: toggle }, words)),
  ]);
}

/** @param {App} app */
function bases(app) {
  const { model, view, lang } = app;
  const used = model.bases.filter(({ id }) => model.relations.some((relation) => relation.base === id));
  return section(app, "bases", used.map(({ id, labels }) =>
    choiceRow(app, "bases", { id, words: label(labels, lang), count: view.counts.bases.get(id) ?? 0 }, used)), false);
}

/** @param {App} app */
function evidence(app) {
  const { state, view: { counts }, lang } = app;
  const from = (/** @type {number[]} */ all, /** @type {number} */ level) =>
    all.slice(level).reduce((a, b) => a + b, 0);
  const any = (/** @type {number[]} */ all, /** @type {number} */ level) =>
    ({ value: 0, words: t(lang, "any"), n: from(all, level) });
  const sure = [
    any(counts.confidence, 0),
    { value: 1, words: `${t(lang, "confidence1")}+`, n: from(counts.confidence, 1) },
    { value: 2, words: t(lang, "confidence2"), n: from(counts.confidence, 2) },
  ];
  const several = [any(counts.sources, 1)];
  for (let n = 2; n <= MOST_SOURCES; n += 1) several.push({ value: n, words: `${n}+`, n: from(counts.sources, n) });
  return section(app, "evidenceFilter", [
    segments(app, "confidence", t(lang, "confidence"), sure),
    segments(app, "sources", t(lang, "independent"), several),
    flag(app, "aside", t(lang, "aside"), counts.aside),
    (counts.derived > 0 || !state.derived) && flag(app, "derived", t(lang, "derivedTies"), counts.derived),
  ]);
}

/** @param {App} app */
function drawing(app) {
  const options = Object.keys(MEASURES).map((value) => ({ value, words: t(app.lang, `size_${value}`) }));
  return section(app, "drawing", [
    segments(app, "size", t(app.lang, "sizeBy"), options),
    flag(app, "regions", t(app.lang, "circlesRegions")),
  ]);
}

/** @param {App} app */
function circles(app) {
  const large = app.model.circles.filter((members) => members.length > 3).slice(0, FEW_CIRCLES);
  return large.length > 1 ? section(app, "circles", large.map((members) => circleRow(app, members)), false) : null;
}

/** @param {App} app @param {Entity[]} members */
function circleRow(app, members) {
  const { lang } = app;
  const [first] = members;
  return h("li", {},
    h("button.row", { type: "button", "data-key": `circle-${first.id}`, onclick: () => showCircle(app, first) },
      h("span.swatch", { "data-circle": first.circle % 8 }),
      h("span.row-name", {}, circleName(members, lang))));
}
