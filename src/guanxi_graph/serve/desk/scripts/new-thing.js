/** Something that the map does not know yet: what it is called, what it is, and the id that it would have. */

import { get } from "./asking.js";
import { h } from "./dom.js";
import { t } from "./words.js";

let made = 0;

/**
 * @typedef {{ element: HTMLElement, id: () => string, fields: () => NewThing, kind: () => string,
 *   settled: () => Promise<void> }} NewFields
 */

/**
 * @param {Words} words
 * @param {NewThing} start what is known of it
 * @param {{ classes: string[], changed: () => void, renamed: (id: string) => void, drop: () => void }} around
 * @returns {NewFields}
 */
export function newThing(words, start, around) {
  made += 1;
  const name = Object.values(start.labels)[0] ?? "";
  let [tag, own] = [Object.keys(start.labels)[0] ?? "", Boolean(start.id)];
  const kindsOf = (/** @type {string} */ name) => words.classes.find((each) => each.id === name)?.kinds ?? [];
  const allowed = new Set(around.classes);
  const fit = words.classes.filter((each) => !allowed.size || kindsOf(each.id).some((kind) => allowed.has(kind)));
  const isPerson = () => kindsOf(cls.value).includes("Person");

  const called = input("labels", name, rename);
  const id = input("id", start.id, () => {
    own = true;
    around.renamed(id.value.trim());
    around.changed();
  });
  const classes = (fit.length ? fit : words.classes).map((each) => [each.id, each.label]);
  const cls = select("class", classes, start.class, rename);
  const answers = [["", t("Unknown")], ["true", t("Yes")], ["false", t("No")]];
  const living = select("living", answers, start.living ?? "", around.changed);
  const alive = field("living", t("Living"), living);
  const element = h(
    "fieldset", { "data-new": "" },
    h("legend", {}, t("NewThing", { name })),
    start.near?.length ? h("p.flag", {}, t("Near", { names: start.near.join(", ") })) : null,
    h("div.row", {}, field("labels", t("Name"), called), field("class", t("Class"), cls)),
    h("div.row", {}, field("id", t("Id"), id), alive),
    h("button", { type: "button", onclick: around.drop }, t("Drop")),
  );
  /** Until the server has said which id is free. */
  let settled = Promise.resolve();
  const propose = () => (settled = proposed());

  async function proposed() {
    const name = called.value.trim();
    const found = await get("new", { name, class: cls.value });
    if (called.value.trim() !== name) return;
    tag = found.language;
    if (!own) {
      id.value = found.id;
      around.renamed(found.id);
    }
    around.changed();
  }

  function rename() {
    alive.hidden = !isPerson();
    propose();
  }

  /** @param {string} what @param {string} value @param {() => void} oninput */
  function input(what, value, oninput) {
    return h("input", { id: `new-${what}-${made}`, value, oninput });
  }

  /** @param {string} what @param {string[][]} options @param {string} value @param {() => void} onchange */
  function select(what, options, value, onchange) {
    const shown = options.map(([each, label]) => h("option", { value: each, selected: each === value }, label));
    return h("select", { id: `new-${what}-${made}`, onchange }, shown);
  }

  alive.hidden = !isPerson();
  if (!start.id) propose();
  return { element, id: () => id.value.trim(), kind: () => cls.value, fields, settled: () => settled };

  function fields() {
    const { near, ...rest } = start;
    const others = Object.entries(start.labels).slice(1);
    const labels = { [tag || "en"]: called.value.trim(), ...Object.fromEntries(others) };
    const told = { ...rest, id: id.value.trim(), class: cls.value, labels };
    return alive.hidden || !living.value ? told : { ...told, living: living.value };
  }
}

/** @param {string} name @param {string} label @param {HTMLElement} control */
function field(name, label, control) {
  return h("div.field", { "data-field": name }, h("label", { for: control.id }, label), control);
}
