/** What lies over the map: how much is shown, where one is, the camera's buttons. */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./names.js";
import { DEEPEST } from "./state.js";
import { digits, t } from "./strings.js";

/** Nobody reads more at once, and no browser draws it smoothly: larger maps grow by expanding. */
const MOST_AT_ONCE = 6000;

/** @param {App} app @param {() => { fit(): void, zoom(factor: number): void }} map @returns {Part} */
export function createOverlay(app, map) {
  const place = byId("overlay");
  const canvas = byId("canvas");
  return {
    update() {
      const { state, lang } = app;
      canvas.setAttribute("aria-label", t(lang, "mapLabel"));
      fill(
        place,
        h("div.where", { role: "group", "aria-label": t(lang, "mapAt") }, focusChip(), onlyChip(), hiddenChip()),
        h("div.status", {}, status(), toggleAll()),
        h("div.camera", { role: "group", "aria-label": t(lang, "map") },
          button("plus", "zoomIn", () => map().zoom(1.35)),
          button("minus", "zoomOut", () => map().zoom(1 / 1.35)),
          button("fit", "fit", () => map().fit())),
      );
      place.hidden = state.view !== "map";
    },
  };

  /** @param {string} name @param {string} words @param {() => void} act */
  function button(name, words, act) {
    const named = t(app.lang, words);
    return h("button.icon-button", { type: "button", "aria-label": named, title: named, onclick: act }, icon(name));
  }

  function status() {
    const { view, model, lang } = app;
    const counts = [view.drawn.size, model.entities.length, view.ties.length];
    const [n, all, ties] = counts.map((each) => digits(lang, each));
    return h("span", {}, t(lang, "showing", { n, all, ties }));
  }

  function toggleAll() {
    const { state, model, lang } = app;
    const count = model.entities.length;
    if (model.core.size >= count || count > MOST_AT_ONCE || state.focus || state.only.length) return null;
    const toggle = () => app.go({ all: !state.all, grown: [] });
    return h("button.quiet", { type: "button", onclick: toggle }, t(lang, state.all ? "showCore" : "showAll"));
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
    const { state, lang } = app;
    if (!state.only.length || state.story) return null;
    return h("div.chip", {}, h("b", {}, t(lang, "circle")), leave(() => app.go({ only: [] })));
  }

  function hiddenChip() {
    const { state, lang } = app;
    if (!state.hidden.length) return null;
    const words = t(lang, "hiddenCount", { n: state.hidden.length });
    return h("div.chip", {}, h("button.quiet", { type: "button", onclick: () => app.go({ hidden: [] }) }, words));
  }

  /** @param {() => void} act */
  function leave(act) {
    return button("close", "leave", act);
  }
}
