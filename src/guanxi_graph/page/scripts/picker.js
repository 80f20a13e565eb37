/** A field that finds an entity as one types: a combobox with a list of options. */

import { announce, fill, h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { otherNames, spoken, spokenName } from "./names.js";
import { t } from "./strings.js";
import { tally } from "./tally.js";

const MOST = 12;

/** @param {{ id: string, label: string, placeholder: string, value?: string, find: Find, app: App,
 *   choose: (entity: Entity) => void, lens?: boolean }} wish */
export function picker({ id, label: named, placeholder, value = "", find, app, choose, lens = false }) {
  /** @type {Entity[]} */
  let found = [];
  let active = -1;
  const list = h("ul.options", { id: `${id}-list`, role: "listbox", "aria-label": named, hidden: true });
  const input = h("input", {
    id, type: "text", dir: "auto", role: "combobox", placeholder, value, "aria-label": named, "aria-expanded": "false",
    "aria-controls": `${id}-list`, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    oninput: show,
    onkeydown: (/** @type {KeyboardEvent} */ event) => key(event),
    onfocus: () => input.value && input.value !== value && show(),
    onblur: () => setTimeout(() => document.activeElement !== input && close(), 150),
  });

  function show() {
    const { entities, meant } = find(input.value, MOST);
    found = entities;
    active = found.length ? 0 : -1;
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    const none = { role: "option", "aria-disabled": "true", "aria-selected": "false" };
    const words = found.length ? meant && t(app.lang, "didYouMean") : t(app.lang, "noneFound");
    fill(list, words && h("li.none", none, words), found.map(option));
    mark();
    if (!list.hidden) announce(words || t(app.lang.one, "found", { n: found.length }));
  }

  /** @param {Entity} entity @param {number} place */
  function option(entity, place) {
    const { lang } = app;
    const others = otherNames(entity, lang, app.languages, 3);
    return h(
      "li", {
        id: `${id}-${place}`, role: "option", "aria-selected": "false",
        onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: () => take(entity),
      },
      sign(entity.cls),
      h("span.option-name", {}, h("bdi", {}, spokenName(entity, lang)), h("small", { dir: "auto" }, others)),
      h("span.option-about", {}, spoken(entity.cls.labels, lang), h("br"), tally(lang, entity)),
    );
  }

  function mark() {
    const options = [...list.querySelectorAll("[id]")];
    options.forEach((each, place) => each.setAttribute("aria-selected", String(place === active)));
    const chosen = active >= 0 ? options[active] : null;
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter" && found[active]) {
      take(found[active]);
      event.preventDefault();
    } else if (event.key === "Escape") {
      close();
      input.blur();
      event.stopPropagation();
    }
  }

  /** @param {Entity} entity */
  function take(entity) {
    input.value = "";
    close();
    choose(entity);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  return h("div.picker", {}, lens && icon("search"), input, list);
}
