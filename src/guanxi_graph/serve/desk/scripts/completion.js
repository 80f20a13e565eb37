/** A field that offers what is called like the word that is typed: an ARIA combobox. */

import { debounced } from "./asking.js";
import { announce, fill, h } from "./dom.js";
import { t } from "./words.js";

let made = 0;

/**
 * @typedef {{ input: HTMLInputElement, element: HTMLElement, id: () => string, kind: () => string,
 *   choose: (offer: Offer | null) => void, settled: () => Promise<void> }} Completion
 */

/**
 * @param {string} name of the field
 * @param {string} label
 * @param {(typed: string) => Offer[] | Promise<Offer[]>} offered
 * @param {(typed: string) => void} [create] when something of that name is to be made
 * @param {() => void} [changed]
 * @returns {Completion}
 */
export function completion(name, label, offered, create, changed = () => {}) {
  made += 1;
  const [own, list] = [`${name}-${made}`, `offers-${made}`];
  /** @type {Offer | null} */
  let chosen = null;
  /** @type {{ offer: Offer | null, element: HTMLElement }[]} */
  let options = [];
  let [active, asked, moved, offeredFor] = [-1, 0, false, ""];

  /** Until what was typed is found. */
  let settled = Promise.resolve();

  const input = h("input", {
    id: own, name, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list,
    oninput: typed, onkeydown: pressed, onblur: () => (settled = settled.then(left)),
  });
  const box = h("ul", { id: list, role: "listbox", "aria-label": label, hidden: true });
  const small = h("small", {});
  const element = h("div.field", { "data-field": name }, h("label", { for: own }, label, " ", small), input, box);
  const ask = debounced(offer, 120);

  function typed() {
    chosen = null;
    fill(small);
    ask();
    changed();
  }

  async function offer() {
    const [text, turn] = [input.value.trim(), (asked += 1)];
    const found = text ? await offered(text) : [];
    if (turn !== asked || document.activeElement !== input || chosen) return;
    options = found.map((each) => option(each, each.name, `${each.id} · ${each.cls}`, each.also));
    if (create && text) options.push(option(null, t("NewThing", { name: text }), ""));
    fill(box, options.map((each) => each.element));
    show(options.length > 0);
    [moved, offeredFor] = [false, text];
    activate(options.length ? 0 : -1);
    if (!found.length && create && text) announce(t("NotOffered"));
  }

  /** @param {Offer | null} each @param {string} words @param {string} aside @param {string} [also] */
  function option(each, words, aside, also = "") {
    const place = `${list}-${each ? each.id : "new"}`;
    const take = (/** @type {Event} */ event) => {
      event.preventDefault();
      pick(each);
    };
    const shown = also ? `${words} (${also})` : words;
    const element = h("li", { role: "option", id: place, onmousedown: take }, shown, h("small", {}, aside));
    return { offer: each, element };
  }

  /** @param {Offer | null} each none is what is typed, as something new */
  function pick(each) {
    if (each) choose(each);
    else create?.(input.value.trim());
    show(false);
    changed();
  }

  /** @param {number} place */
  function activate(place) {
    active = place;
    options.forEach((each, index) => each.element.setAttribute("aria-selected", String(index === place)));
    const now = options[place]?.element;
    now?.scrollIntoView({ block: "nearest" });
    if (now) input.setAttribute("aria-activedescendant", now.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {boolean} open */
  function show(open) {
    box.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) activate(-1);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !box.hidden) {
      event.preventDefault();
      moved = true;
      activate((active + step + options.length) % options.length);
    } else if (step) offer();
    else if (event.key === "Enter") {
      event.preventDefault();
      settled = enter();
    } else if (event.key === "Escape" && !box.hidden) {
      event.stopPropagation();
      show(false);
    } else if (event.key === "Tab" && moved && active >= 0) pick(options[active].offer);
  }

  /** Takes what is pointed at; who types faster than the answer comes has it taken when it does. */
  async function enter() {
    const text = input.value.trim();
    if (chosen || !text) return;
    if (active >= 0 && offeredFor === text) return pick(options[active].offer);
    const [first] = await offered(text);
    if (first && !chosen && input.value.trim() === text) pick(first);
  }

  /** Who types a whole name and goes on means the thing of that name. */
  async function left() {
    show(false);
    const text = input.value.trim();
    if (!text || chosen) return;
    const found = await offered(text);
    const same = found.filter((each) => [each.id, each.name, each.also].some((name) => alike(name, text)));
    if (same.length === 1 && !chosen && input.value.trim() === text) {
      choose(same[0]);
      changed();
    }
  }

  /** @param {Offer | null} each */
  function choose(each) {
    asked += 1; // what is still under way is not wanted any more
    chosen = each;
    input.value = each ? each.name : "";
    fill(small, each && each.id !== each.name ? each.id : "");
  }

  const [id, kind] = [() => chosen?.id ?? input.value.trim(), () => chosen?.kind ?? ""];
  return { input, element, id, kind, choose, settled: () => settled };
}

/** @param {string | undefined} name @param {string} text */
function alike(name, text) {
  return name?.toLocaleLowerCase() === text.toLocaleLowerCase();
}
