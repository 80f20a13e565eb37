/** The top of the page: title, search, view, language, colours, what can be taken away. */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { label } from "./names.js";
import { picker } from "./picker.js";
import { t } from "./strings.js";

/** @param {App} app @param {(query: string, most: number) => Entity[]} find @param {() => [string, () => any][]} exports @returns {Part} */
export function createHeader(app, find, exports) {
  const place = byId("top");
  let drawn = "";
  return {
    update() {
      const now = JSON.stringify([app.lang, app.dark, app.state.view, document.body.className]);
      if (now === drawn) return;
      drawn = now;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
      fill(place, content());
      if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };

  function content() {
    const { lang, state, model } = app;
    return [
      iconButton("filter", t(lang, "filters"), () => document.body.classList.toggle("narrow-open"), "toggle-narrow"),
      h("button.brand", { type: "button", "data-key": "brand", onclick: () => app.go({ select: "", pair: [], connect: [], story: "", step: 0, focus: "", only: [], view: "map" }) },
        h("span.seal", { "aria-hidden": "true" }, "关"), h("span.title", {}, label(model.map.title, lang === "both" ? "en" : lang) || "guanxi-graph")),
      picker({
        id: "search", label: t(lang, "searchLabel"), placeholder: `${t(lang, "search")}  /`, app, find, lens: true,
        choose: (entity) => {
          app.go({ select: entity.id, pair: [], connect: [], grown: app.view.drawn.has(entity) ? state.grown : [...app.state.grown, entity.id], hidden: app.state.hidden.filter((id) => id !== entity.id) });
          byId("panel").focus({ preventScroll: true });
        },
      }),
      group("views", "view", [["map", t(lang, "map")], ["table", t(lang, "table")]], state.view),
      group("language", "lang", [["en", "EN"], ["zh", "中"], ["both", "中 EN"]], lang),
      iconButton(app.dark ? "sun" : "moon", t(lang, app.dark ? "light" : "dark"), () => app.go({ theme: app.dark ? "light" : "dark" }), "theme"),
      menu("take", t(lang, "take"), exports().map(([words, act]) => h("button", { type: "button", onclick: act }, t(lang, words)))),
      menu("help", t(lang, "help"), [keys()]),
    ];
  }

  /** @param {string} name @param {"view" | "lang"} key @param {[string, string][]} options @param {string} chosen */
  function group(name, key, options, chosen) {
    return h(`div.segments.${key}`, { role: "group", "aria-label": t(app.lang, name) }, options.map(([value, words]) =>
      h("button", { type: "button", "aria-pressed": String(value === chosen), "data-key": `${key}-${value}`, lang: value === "zh" ? "zh" : null, onclick: () => app.go({ [key]: value }) }, words)));
  }

  /** @param {string} name @param {string} words @param {() => void} act @param {string} key */
  function iconButton(name, words, act, key) {
    return h(`button.icon-button.${key}`, { type: "button", "aria-label": words, title: words, "data-key": key, onclick: act }, icon(name));
  }

  /** @param {string} name @param {string} words @param {any} items */
  function menu(name, words, items) {
    const button = h("button.icon-button", { type: "button", "aria-label": words, title: words, "aria-expanded": "false", "aria-controls": `${name}-menu`, "data-key": name, onclick: toggle }, icon(name));
    const list = h("div.menu", { id: `${name}-menu`, hidden: true, onclick: (/** @type {any} */ event) => event.target.closest("button") && shut() }, items);
    function shut() {
      list.hidden = true;
      button.setAttribute("aria-expanded", "false");
    }
    function toggle() {
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
      if (!list.hidden) list.querySelector("button")?.focus();
    }
    const leave = (/** @type {FocusEvent} */ event) => {
      if (!whole.contains(/** @type {Node} */ (event.relatedTarget))) shut();
    };
    const whole = h("div.menu-place", { onfocusout: leave, onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || list.hidden) return;
      shut();
      button.focus();
      event.stopPropagation();
    } }, button, list);
    return whole;
  }

  function keys() {
    const { lang } = app;
    const rows = [["/", "key_search"], ["← ↑ → ↓", "key_arrows"], ["E", "key_e"], ["F", "key_f"], ["H", "key_h"], ["C", "key_c"], ["T", "key_t"], ["+ − 0", "key_zoom"], ["[ ]", "key_story"], ["Esc", "key_esc"]];
    return h("div.keys", { tabindex: "0" }, h("h3", {}, t(lang, "keys")), h("dl", {}, rows.map(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(lang, words))])));
  }
}
