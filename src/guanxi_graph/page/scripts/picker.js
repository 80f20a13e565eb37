/** A field that finds an entity as one types: a combobox with a list of options, and what else leads further. */

import { announce, fill, h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { otherNames, spoken, spokenName } from "./names.js";
import { t } from "./strings.js";
import { tally } from "./tally.js";

const MOST = 12;
/** In milliseconds: what takes longer to find is sought when no key has followed. */
const REST = 200;

/** A line below the entities. @typedef {{ words: string, act: () => void }} Line */
/** @typedef {{ content: any[], act: () => void }} Option */

/** @param {{ id: string, label: string, placeholder: string, value?: string, find: Find, app: App,
 *   choose: (entity: Entity) => void, further?: (query: string, finding: Finding) => Line[], lens?: boolean }} wish */
export function picker({ id, label: named, placeholder, value = "", find, app, choose, further, lens = false }) {
  /** @type {Finding} */
  let finding = { entities: [], meant: false };
  /** @type {Option[]} */
  let options = [];
  let active = -1;
  /** @type {any} */
  let later = null;
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
    clearTimeout(later);
    finding = find(input.value, MOST);
    options = finding.entities.map((entity) => ({ content: about(entity), act: () => choose(entity) }));
    active = options.length ? 0 : -1;
    later = further && input.value.trim() ? setTimeout(goFurther, REST) : null;
    draw([]);
  }

  /** What was asked to go on with is sought now. */
  function goFurther() {
    if (!later || !further) return;
    clearTimeout(later);
    later = null;
    const lines = further(input.value, finding);
    if (!lines.length) return;
    // A guess at a name gives way to words that stand there as they were typed.
    if (!options.length || finding.meant) active = options.length;
    options = [...options, ...lines.map(({ words, act }) => ({ content: [icon("table"), words], act }))];
    draw(lines);
  }

  /** @param {Line[]} lines */
  function draw(lines) {
    const { entities, meant } = finding;
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    const none = { role: "option", "aria-disabled": "true", "aria-selected": "false" };
    const words = entities.length ? meant && t(app.lang, "didYouMean") : t(app.lang, "noneFound");
    fill(list, words && h("li.none", none, words), options.map(item));
    mark();
    if (list.hidden) return;
    announce([words || t(app.lang.one, "found", { n: entities.length }), ...lines.map((line) => line.words)].join(". "));
  }

  /** @param {Option} option @param {number} place */
  function item({ content, act }, place) {
    return h("li", {
      id: `${id}-${place}`, role: "option", "aria-selected": "false",
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
      onclick: () => take(act),
    }, content);
  }

  /** @param {Entity} entity */
  function about(entity) {
    const { lang } = app;
    const others = otherNames(entity, lang, app.languages, 3);
    return [
      sign(entity.cls),
      h("span.option-name", {}, h("bdi", {}, spokenName(entity, lang)), h("small", { dir: "auto" }, others)),
      h("span.option-about", {}, spoken(entity.cls.labels, lang), h("br"), tally(lang, entity)),
    ];
  }

  function mark() {
    const items = [...list.querySelectorAll("[id]")];
    items.forEach((each, place) => each.setAttribute("aria-selected", String(place === active)));
    const chosen = active >= 0 ? items[active] : null;
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      goFurther();
      const by = event.key === "ArrowDown" ? 1 : options.length - 1;
      if (options.length) active = (active + by) % options.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (!options.length || finding.meant) goFurther();
      if (!options[active]) return;
      take(options[active].act);
      event.preventDefault();
    } else if (event.key === "Escape") {
      close();
      input.blur();
      event.stopPropagation();
    }
  }

  /** @param {() => void} act */
  function take(act) {
    input.value = "";
    close();
    act();
  }

  function close() {
    clearTimeout(later);
    later = null;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  return h("div.picker", {}, lens && icon("search"), input, list);
}
