/** What lies over the map: how much is shown, where one is, the camera's buttons. */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./names.js";
import { t } from "./strings.js";

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
          button("plus", "zoomIn", () => map().zoom(1.35)), button("minus", "zoomOut", () => map().zoom(1 / 1.35)), button("fit", "fit", () => map().fit())),
      );
      place.hidden = state.view !== "map";
    },
  };

  /** @param {string} name @param {string} words @param {() => void} act */
  function button(name, words, act) {
    return h("button.icon-button", { type: "button", "aria-label": t(app.lang, words), title: t(app.lang, words), onclick: act }, icon(name));
  }

  function status() {
    const { view, model, lang } = app;
    return h("span", {}, t(lang, "showing", { n: view.drawn.size.toLocaleString("en"), all: model.entities.length.toLocaleString("en"), ties: view.ties.length.toLocaleString("en") }));
  }

  function toggleAll() {
    const { state, model, lang } = app;
    if (model.core.size >= model.entities.length || model.entities.length > MOST_AT_ONCE || state.focus || state.only.length) return null;
    return h("button.quiet", { type: "button", onclick: () => app.go({ all: !state.all, grown: [] }) }, t(lang, state.all ? "showCore" : "showAll"));
  }

  function focusChip() {
    const { state, model, lang } = app;
    const centre = model.entity.get(state.focus);
    if (!centre) return null;
    return h(
      "div.chip", {}, h("b", {}, t(lang, "around", { name: nameOf(centre, lang) })),
      h("span.segments", { role: "group", "aria-label": t(lang, "steps") }, [1, 2, 3].map((depth) =>
        h("button", { type: "button", "aria-pressed": String(depth === state.depth), onclick: () => app.go({ depth }) }, depth))),
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
    return h("div.chip", {}, h("button.quiet", { type: "button", onclick: () => app.go({ hidden: [] }) }, t(lang, "hiddenCount", { n: state.hidden.length })));
  }

  /** @param {() => void} act */
  function leave(act) {
    return h("button.icon-button", { type: "button", "aria-label": t(app.lang, "leave"), title: t(app.lang, "leave"), onclick: act }, icon("close"));
  }
}
