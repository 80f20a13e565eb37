/** The filters on the left, each with what it would let through. */

import { byId, fill, h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { isNarrowed, MOST_SOURCES } from "./filters.js";
import { label, nameOf } from "./names.js";
import { MEASURES } from "./view.js";
import { t } from "./strings.js";

const FEW_RELATIONS = 12;

/** @param {App} app @returns {Part} */
export function createNarrow(app) {
  const place = byId("narrow");
  let allRelations = false;
  const total = new Uint32Array(app.model.relations.length);
  for (const tie of app.model.ties) total[tie.relation.n] += 1;
  return {
    update() {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
      const scroll = place.scrollTop;
      place.setAttribute("aria-label", t(app.lang, "filters"));
      fill(place, content());
      place.scrollTop = scroll;
      if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };

  function content() {
    const { lang, state } = app;
    return [
      h("div.narrow-head", {}, h("h2", {}, t(lang, "narrow")),
        isNarrowed(state) && h("button.quiet", { type: "button", "data-key": "reset", onclick: () => app.go(OPEN) }, t(lang, "reset"))),
      classes(), relations(), bases(), evidence(), drawing(), circles(),
    ];
  }

  function classes() {
    const { model, view, lang } = app;
    const rows = model.classes.map((cls) => row("classes", cls.id, label(cls.labels, lang), view.counts.classes[cls.n], model.classes, sign(cls)));
    return section("classes", rows);
  }

  function relations() {
    const { model, view, lang, state } = app;
    const kinds = model.relations.filter((relation) => !relation.value);
    const ordered = [...kinds].sort((a, b) => total[b.n] - total[a.n] || a.n - b.n);
    const chosen = ordered.filter((relation, place) => allRelations || place < FEW_RELATIONS || state.relations?.includes(relation.id));
    const rows = chosen.map((relation) => row("relations", relation.id, label(relation.labels, lang), view.counts.relations[relation.n], kinds));
    const rest = ordered.length - chosen.length;
    const more = (rest > 0 || allRelations) && h("button.quiet", {
      type: "button", "data-key": "more-relations",
      onclick: () => {
        allRelations = !allRelations;
        fill(place, content());
      },
    }, allRelations ? t(lang, "less") : t(lang, "more", { n: rest }));
    return section("relations", [...rows, more && h("li", {}, more)]);
  }

  function bases() {
    const { model, view, lang } = app;
    const used = model.bases.filter((base) => view.counts.bases.get(base.id) || model.relations.some((relation) => relation.base === base.id));
    return section("bases", used.map((base) => row("bases", base.id, label(base.labels, lang), view.counts.bases.get(base.id) ?? 0, used)), false);
  }

  /** One choice of a list. Unticking the first leaves the others; "only" leaves the one.
   * @param {"classes" | "relations" | "bases"} key @param {string} id @param {string} words @param {number} count @param {{ id: string }[]} all @param {any} [picture] */
  function row(key, id, words, count, all, picture = null) {
    const { state, lang } = app;
    const on = !state[key] || state[key].includes(id);
    const toggle = () => {
      const current = state[key] ?? all.map((each) => each.id);
      const next = on ? current.filter((each) => each !== id) : [...current, id];
      app.go({ [key]: next.length === all.length ? null : next });
    };
    const alone = state[key]?.length === 1 && on;
    return h(
      `li.choice${on ? "" : ".off"}${count ? "" : ".none"}`, {},
      h("label", {}, h("input", { type: "checkbox", checked: on, onchange: toggle, "data-key": `${key}-${id}` }), h("span.choice-name", {}, picture, words)),
      h("button.only", {
        type: "button", "data-key": `${key}-${id}-only`, "aria-label": t(lang, "onlyThis", { name: words }),
        onclick: () => app.go({ [key]: alone ? null : [id] }),
      }, t(lang, alone ? "all" : "only")),
      h("span.count", {}, count.toLocaleString("en")),
    );
  }

  function evidence() {
    const { state, view, lang } = app;
    const { counts } = view;
    const sure = [0, 1, 2].map((level) => ({ level, n: counts.confidence.slice(level).reduce((a, b) => a + b, 0) }));
    const several = Array.from({ length: MOST_SOURCES }, (_, n) => ({ level: n + 1, n: counts.sources.slice(n + 1).reduce((a, b) => a + b, 0) }));
    return section("evidenceFilter", [
      h("li.field", {}, h("span", { id: "sure-label" }, t(lang, "confidence")), segments("confidence", "sure-label",
        sure.map(({ level, n }) => ({ value: level, words: level ? `${t(lang, `confidence${level}`)}${level === 1 ? "+" : ""}` : t(lang, "any"), n })), state.confidence)),
      h("li.field", {}, h("span", { id: "several-label" }, t(lang, "independent")), segments("sources", "several-label",
        several.map(({ level, n }) => ({ value: level === 1 ? 0 : level, words: level === 1 ? t(lang, "any") : `${level}+`, n })), state.sources)),
      flag("aside", t(lang, "aside"), counts.aside),
      counts.derived || !state.derived ? flag("derived", t(lang, "derivedTies"), counts.derived) : null,
    ]);
  }

  /** @param {"aside" | "derived" | "regions"} key @param {string} words @param {number} [count] */
  function flag(key, words, count) {
    return h("li.choice", {}, h("label", {},
      h("input", { type: "checkbox", checked: app.state[key], "data-key": key, onchange: () => app.go({ [key]: !app.state[key] }) }),
      h("span.choice-name", {}, words)), count !== undefined && h("span.count", {}, count.toLocaleString("en")));
  }

  /** @param {string} key @param {string} labelled @param {{ value: any, words: string, n?: number }[]} options @param {any} chosen */
  function segments(key, labelled, options, chosen) {
    return h("div.segments", { role: "group", "aria-labelledby": labelled }, options.map(({ value, words, n }) =>
      h("button", { type: "button", "aria-pressed": String(value === chosen), "data-key": `${key}-${value}`, onclick: () => app.go({ [key]: value }) },
        words, n !== undefined && h("small", {}, n.toLocaleString("en")))));
  }

  function drawing() {
    const { state, lang } = app;
    const options = Object.keys(MEASURES).map((value) => ({ value, words: t(lang, `size_${value}`) }));
    return section("drawing", [
      h("li.field", {}, h("span", { id: "size-label" }, t(lang, "sizeBy")), segments("size", "size-label", options, state.size)),
      flag("regions", t(lang, "circlesRegions")),
    ]);
  }

  function circles() {
    const { model, lang } = app;
    const large = model.circles.filter((members) => members?.length > 3).slice(0, 10);
    const rows = large.map((members) => h("li", {}, h("button.row", {
      type: "button", "data-key": `circle-${members[0].id}`,
      onclick: () => app.go({ only: members.map((each) => each.id), focus: "", select: "", pair: [], connect: [] }),
    }, h("span.swatch", { "data-circle": members[0].circle % 8 }), h("span.row-name", {}, t(lang, "circleOf", { name: nameOf(members[0], lang), n: members.length - 1 })))));
    return large.length > 1 ? section("circles", rows, false) : null;
  }

  /** @param {string} name @param {any[]} rows @param {boolean} [open] */
  function section(name, rows, open = true) {
    return h("details.filter", { open: folded.get(name) ?? open, ontoggle: (/** @type {any} */ event) => folded.set(name, event.target.open) },
      h("summary", { "data-key": `fold-${name}` }, h("h3", {}, t(app.lang, name)), icon("forward")), h("ul.plain", {}, rows));
  }
}

/** @type {Map<string, boolean>} */
const folded = new Map();

/** @type {Partial<State>} */
const OPEN = { classes: null, relations: null, bases: null, confidence: 0, sources: 0, years: null, undated: true, aside: true, derived: true };
