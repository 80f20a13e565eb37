/** What lies over the map: how much is shown, where one is, the camera's buttons. */

import { circleName, isTooLarge, membersOf } from "./atlas.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./names.js";
import { DEEPEST } from "./state.js";
import { t } from "./strings.js";
import { shownOf, shownWords } from "./tally.js";
import { isDrawn } from "./views.js";

/** No browser draws more at once smoothly: a larger map is shown in circles, one without circles grows by expanding. */
const MOST_AT_ONCE = 6000;

/** @typedef {{ fit(): void, zoom(factor: number): void, isDragged(): boolean, putBack(): void }} Seen */

/** @param {App} app @param {() => Seen | null} map null before it is made @returns {Part} */
export function createOverlay(app, map) {
  const place = byId("overlay");
  const canvas = byId("canvas");
  return {
    update() {
      const { state, lang } = app;
      canvas.setAttribute("aria-label", t(lang, state.view === "map" ? "mapLabel" : `${state.view}Label`));
      fill(
        place,
        state.view === "map" && h("div.where", { role: "group", "aria-label": t(lang, "mapAt") },
          focusChip(), onlyChip(), hiddenChip(), draggedChip()),
        h("div.status", {}, h("span", {}, shownWords(app)), state.view === "map" && toggleAll()),
        h("div.camera", { role: "group", "aria-label": t(lang, "map") },
          button("plus", "zoomIn", () => map()?.zoom(1.35)),
          button("minus", "zoomOut", () => map()?.zoom(1 / 1.35)),
          button("fit", "fit", () => map()?.fit())),
      );
      place.hidden = !isDrawn(state);
    },
  };

  /** @param {string} name @param {string} words @param {() => void} act */
  function button(name, words, act) {
    const named = t(app.lang, words);
    return h("button.icon-button", { type: "button", "aria-label": named, title: named, onclick: act }, icon(name));
  }

  function toggleAll() {
    const { model, state, view, lang } = app;
    const count = view.counts.entities;
    const inCircles = isTooLarge(model, view.counts);
    if ((count > MOST_AT_ONCE && !inCircles) || state.focus || state.only.length) return null;
    if (!state.all && shownOf(view) === count) return null;
    const words = state.all ? "showCore" : inCircles ? "showCircles" : "showAll";
    const toggle = () => app.go({ all: !state.all, grown: [] });
    return h("button.quiet", { type: "button", onclick: toggle }, t(lang, words));
  }

  function focusChip() {
    const { state, model, lang } = app;
    const centre = model.entity.get(state.focus);
    if (!centre) return null;
    const step = (/** @type {number} */ depth) => h("button", {
      type: "button", "aria-pressed": String(depth === state.depth), onclick: () => app.go({ depth }),
    }, depth);
    const depths = Array.from({ length: DEEPEST }, (_, place) => place + 1);
    return h(
      "div.chip", {}, h("b", {}, t(lang, "around", { name: nameOf(centre, lang) })),
      h("span.segments", { role: "group", "aria-label": t(lang, "steps") }, depths.map(step)),
      leave(() => app.go({ focus: "", depth: 1 })),
    );
  }

  function onlyChip() {
    const { state, model, lang } = app;
    if (!state.only.length || state.story) return null;
    const members = membersOf(model, state.only[0]);
    const words = members ? circleName(members, lang) : t(lang, "circle");
    return h("div.chip", {}, h("b", {}, words), leave(() => app.go({ only: [] })));
  }

  function hiddenChip() {
    const { state, lang } = app;
    if (!state.hidden.length) return null;
    const words = t(lang, "hiddenCount", { n: state.hidden.length });
    return h("div.chip", {}, h("button.quiet", { type: "button", onclick: () => app.go({ hidden: [] }) }, words));
  }

  function draggedChip() {
    const seen = map();
    if (!seen?.isDragged()) return null;
    return h("div.chip", {}, h("button.quiet", { type: "button", onclick: seen.putBack }, t(app.lang, "putBack")));
  }

  /** @param {() => void} act */
  function leave(act) {
    return button("close", "leave", act);
  }
}
