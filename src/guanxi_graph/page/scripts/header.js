/** The top of the page: title, search, view, language, colours, what can be taken away. */

import { grownBy } from "./acts.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { spoken } from "./names.js";
import { picker } from "./picker.js";
import { rowLines } from "./row-lines.js";
import { chosen, NOTHING } from "./selection.js";
import { primary, t } from "./strings.js";
import { nearest } from "./view.js";
import { viewsOf } from "./views.js";

/** @param {App} app @param {Find} find @param {SearchRows} searchRows
 * @param {() => [string, () => any][]} exports @returns {Part} */
export function createHeader(app, find, searchRows, exports) {
  const place = byId("top");
  let drawn = "";
  return {
    update() {
      const now = JSON.stringify([app.lang.id, app.dark, app.state.view, document.body.className]);
      if (now === drawn) return;
      drawn = now;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
      fill(place, content());
      if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    },
  };

  function content() {
    const { lang, state, model } = app;
    const title = spoken(model.map.title, lang.one);
    const seal = app.languages.map(({ texts }) => texts.seal).find(Boolean);
    const search = app.languages.some(({ tag }) => primary(tag) === "zh") ? "searchPinyin" : "search";
    const other = app.dark ? "light" : "dark";
    const home = () => app.go({ selection: NOTHING, story: "", step: 0, focus: "", only: [], view: "map", query: "" });
    const taken = exports().map(([words, act]) => h("button", { type: "button", onclick: act }, t(lang, words)));
    return [
      iconButton("filter", t(lang, "filters"), () => document.body.classList.toggle("narrow-open"), "toggle-narrow"),
      h("button.brand", { type: "button", "data-key": "brand", onclick: home },
        seal && h("span.seal", { "aria-hidden": "true" }, seal), h("span.title", { dir: "auto" }, title.length ? title : "guanxi-graph")),
      picker({
        id: "search", label: t(lang, "searchLabel"), placeholder: `${t(lang.one, search)}  /`,
        app, find, lens: true, choose: show,
        further: (query, finding) => rowLines(app, searchRows, query, finding),
      }),
      group("views", "view", viewsOf(model).map((view) => [view, t(lang, view)]), state.view),
      app.languages.length > 1 && group("language", "lang", app.languages.map(({ id, short }) => [id, short]), lang.id),
      iconButton(app.dark ? "sun" : "moon", t(lang, other), () => app.go({ theme: other }), "theme"),
      menu("take", t(lang, "take"), taken),
      menu("help", t(lang, "help"), [keys()]),
    ];
  }

  /** What was found is drawn with its nearest, even where it was hidden. @param {Entity} entity */
  function show(entity) {
    const { hidden } = app.state;
    const { drawn, passes } = app.view;
    const fresh = drawn.has(entity) ? [] : [entity, ...nearest(entity, passes)];
    app.go({
      selection: chosen("entity", entity.id),
      grown: grownBy(app, fresh),
      hidden: hidden.filter((id) => id !== entity.id),
    });
    byId("panel").focus({ preventScroll: true });
  }

  /** Buttons side by side; where the screen has no room for them, a list to choose from.
   * @param {string} name @param {"view" | "lang"} key @param {[string, string][]} options @param {string} current */
  function group(name, key, options, current) {
    const option = (/** @type {[string, string]} */ [value, words]) =>
      h("option", { value, selected: value === current }, words);
    const list = { "aria-label": t(app.lang, name), "data-key": key, onchange: choose };
    function choose(/** @type {any} */ { target }) {
      app.go({ [key]: target.value });
    }
    return [buttons(name, key, options, current), h(`select.choose.${key}`, list, options.map(option))];
  }

  /** @param {string} name @param {"view" | "lang"} key @param {[string, string][]} options @param {string} current */
  function buttons(name, key, options, current) {
    return h(`div.segments.${key}`, { role: "group", "aria-label": t(app.lang, name) }, options.map(([value, words]) =>
      h("button", {
        type: "button", "aria-pressed": String(value === current), "data-key": `${key}-${value}`,
        lang: key === "lang" && value !== "both" ? value : null, onclick: () => app.go({ [key]: value }),
      }, words)));
  }

  /** @param {string} name @param {string} words @param {() => void} act @param {string} key */
  function iconButton(name, words, act, key) {
    const attributes = { type: "button", "aria-label": words, title: words, "data-key": key, onclick: act };
    return h(`button.icon-button.${key}`, attributes, icon(name));
  }

  /** @param {string} name @param {string} words @param {any} items */
  function menu(name, words, items) {
    const button = h("button.icon-button", {
      type: "button", "aria-label": words, title: words, "aria-expanded": "false", "aria-controls": `${name}-menu`,
      "data-key": name, onclick: toggle,
    }, icon(name));
    const pick = (/** @type {any} */ event) => event.target.closest("button") && shut();
    const list = h("div.menu", { id: `${name}-menu`, hidden: true, onclick: pick }, items);
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
    const escape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape" || list.hidden) return;
      shut();
      button.focus();
      event.stopPropagation();
    };
    const whole = h("div.menu-place", { onfocusout: leave, onkeydown: escape }, button, list);
    return whole;
  }

  function keys() {
    const { lang } = app;
    const row = (/** @type {[string, string]} */ [key, words]) =>
      [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(lang, words))];
    return h("div.keys", { tabindex: "0" }, h("h3", {}, t(lang, "keys")), h("dl", {}, KEYS.map(row)));
  }
}

/** @type {[string, string][]} */
const KEYS = [
  ["/", "key_search"], ["← ↑ → ↓", "key_arrows"], ["E", "key_e"], ["F", "key_f"], ["H", "key_h"], ["C", "key_c"],
  ["T", "key_t"], ["+ − 0", "key_zoom"], ["[ ]", "key_story"], ["Esc", "key_esc"],
];
