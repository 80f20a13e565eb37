/** What else a claim says: a row for each qualifier, with things offered where it names one. */

import { completion } from "./completion.js";
import { fill, h } from "./dom.js";
import { t } from "./words.js";

/** @param {Words} words @param {{ offers: (typed: string) => Promise<Offer[]>, changed: () => void }} around */
export function createQualifiers(words, around) {
  const element = h("div", { "data-field": "qualifiers" });
  /** @type {{ which: HTMLSelectElement, said: import("./completion.js").Completion }[]} */
  let rows = [];

  /** @param {string} [name] @param {string} [text] */
  function add(name = "", text = "") {
    const which = h(
      "select", { "aria-label": t("Qualifier"), onchange: around.changed },
      words.qualifiers.map((each) => h("option", { value: each.id, selected: each.id === name }, each.label)),
    );
    const names = () => words.qualifiers.find((each) => each.id === which.value)?.value === "entity";
    const offered = (/** @type {string} */ typed) => (names() ? around.offers(typed) : []);
    const said = completion("qualifier", t("QualifierValue"), offered, undefined, around.changed);
    if (text) said.choose({ id: text, name: text, kind: "", cls: "" });
    rows.push({ which, said });
    element.append(h("div.row", {}, h("div.field", {}, h("label", {}, t("Qualifier"), which)), said.element));
    return which;
  }

  function clear() {
    rows = [];
    fill(element);
  }

  /** Several rows of one qualifier are several values of it. @returns {Record<string, string | string[]>} */
  function told() {
    /** @type {Record<string, string | string[]>} */
    const found = {};
    for (const { which, said } of rows) {
      const before = found[which.value];
      found[which.value] = before === undefined ? said.id() : [before, said.id()].flat();
    }
    return found;
  }

  return { element, add, clear, told };
}
