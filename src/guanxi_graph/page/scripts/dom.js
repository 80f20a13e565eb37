/** Elements made from data. Text only ever becomes a text node, in an element that says its language where that is not
 * the page's. */

import { runsOf } from "./tongues.js";

const SVG = "http://www.w3.org/2000/svg";
/** What is set on the element and not written into it. */
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden"]);

/**
 * @param {string} tag a name, with `.class` and `svg:` for drawings
 * @param {Record<string, any>} [attributes] `on…` are listeners; false, null and undefined are left out
 * @param {...any} children texts, elements, lists of them; null is left out
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) /** @type {any} */ (element)[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} element @param {any[]} children */
function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (child instanceof Node) element.append(child);
    else write(element, String(child));
  }
}

/** What holds nothing but text says the language of all of it. */
const BARE = new Set(["OPTION", "TEXTAREA", "title"]);

/** @param {Element} element @param {string} text */
function write(element, text) {
  const runs = element.hasAttribute("lang") ? [] : runsOf(text);
  if (!runs.some(({ tag }) => tag)) element.append(text);
  else if (BARE.has(element.tagName)) {
    element.append(text);
    if (runs.length === 1) element.setAttribute("lang", runs[0].tag);
  } else element.append(spokenText(element, runs));
}

/** One element, so that a text stays one piece of the layout. @param {Element} element
 * @param {import("./tongues.js").Run[]} runs */
function spokenText({ namespaceURI }, runs) {
  const kind = namespaceURI === SVG ? "svg:tspan" : "span";
  const parts = runs.map(({ text, tag }) => (tag ? h(kind, { lang: tag }, text) : document.createTextNode(text)));
  if (parts.length === 1) return parts[0];
  const whole = h(kind);
  whole.append(...parts);
  return whole;
}

/** @param {Element} element @param {...any} children */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** What is made when it is first opened. @param {string} kind @param {any} summary @param {() => any} make */
export function unfolding(kind, summary, make) {
  let made = false;
  const open = () => {
    if (!made) append(whole, [make()]);
    made = true;
  };
  const whole = h(`details.${kind}`, { ontoggle: open }, h("summary", {}, summary));
  return whole;
}

/** @param {string} id @returns {any} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/** @type {any} */
let telling = null;
/** What is to be told, the latest on each matter. @type {Map<string, string>} */
const untold = new Map();

/** Tells what happened to those who do not see it, once nothing more has happened for a while.
 * @param {string} text @param {number} [rest] in milliseconds @param {string} [matter] */
export function announce(text, rest = 250, matter = "act") {
  if (!text) return;
  untold.set(matter, text);
  clearTimeout(telling);
  fill(byId("live"));
  telling = setTimeout(() => {
    fill(byId("live"), [...untold.values()].join(". "));
    untold.clear();
  }, rest);
}

/** A link that leaves the page, or plain text when the address is neither of the web nor a mail's.
 * @param {string} url @param {any} content */
export function webLink(url, content) {
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return h("span", {}, content);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content);
}
