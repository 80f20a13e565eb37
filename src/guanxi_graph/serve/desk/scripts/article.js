/** The text: numbered paragraphs with what is named, cited and proposed in them; words are chosen here. */

import { select, wholeWords, wordsIn } from "./choosing.js";
import { announce, byId, fill, h } from "./dom.js";
import { standing, t } from "./words.js";

/**
 * @param {{ cite: (passage: Passage) => void, name: (offer: Offer) => void, propose: (number: number) => void,
 *   fill: () => void }} act
 */
export function createArticle(act) {
  const main = byId("article");
  /** @type {Article} */
  let article;
  /** The words that are chosen by the keyboard. @type {{ element: Element, first: number, last: number } | null} */
  let chosen = null;
  /** The number of the proposal that is looked at. @type {number | undefined} */
  let now;

  /** Where the button went down, and whether it came up elsewhere: that chooses words, a click means who is named. */
  let [x, y, dragged] = [0, 0, false];
  /** Settled when no button is held. @type {Promise<void>} */
  let free = Promise.resolve();
  main.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => {
    [x, y] = [event.clientX, event.clientY];
    free = new Promise((resolve) => addEventListener("mouseup", () => resolve(), { once: true }));
  });
  main.addEventListener("mouseup", (/** @type {MouseEvent} */ event) => {
    dragged = Math.hypot(event.clientX - x, event.clientY - y) > 3;
    const passage = dragged || event.detail > 1 ? selected() : null;
    if (passage) act.cite(passage);
  });
  main.addEventListener("keydown", pressed);

  /** @param {Article} given */
  function show(given) {
    const [kept, focused] = [main.scrollTop, all().indexOf(/** @type {any} */ (document.activeElement))];
    const run = article?.id === given.id ? selectedRun() : null;
    article = given;
    chosen = null;
    fill(main, given.paragraphs.map(paragraph));
    main.lang = given.language || "";
    main.scrollTop = kept;
    all()[0]?.setAttribute("tabindex", "0");
    if (focused >= 0) step(focused);
    if (run) select(textOf(all()[run.index]), run.start, run.end);
  }

  /** What is selected, when it is of one paragraph: it stays so when the text is drawn anew. */
  function selectedRun() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const index = all().findIndex((each) => textOf(each).contains(range.commonAncestorContainer));
    return index < 0 ? null : { index, ...placesIn(textOf(all()[index]), range) };
  }

  /** @param {Paragraph} each @param {number} index */
  function paragraph(each, index) {
    const marks = [...new Set([...each.segments.flatMap((run) => run.cited ?? []), ...(each.cited ?? [])])];
    const offered = each.proposed?.length || each.segments.some((run) => run.proposed?.length);
    const place = each.number ? String(each.number) : "";
    const kinds = `${each.is_heading ? ".is-heading" : ""}${offered ? ".is-proposed" : ""}`;
    return h(
      `div.paragraph${kinds}`,
      {
        tabindex: "-1", "data-index": index, "data-place": place, role: "group",
        "aria-label": place ? t("Paragraph", { n: place }) : each.is_heading ? t("Article") : null,
        onfocus: (/** @type {Event} */ event) => only(/** @type {HTMLElement} */ (event.currentTarget)),
      },
      h("span.text", {}, each.segments.map(segment)),
      marks.map((number) => mark(article.cited[number])),
    );
  }

  /** @param {Segment} run */
  function segment(run) {
    const { text, things = [], cited = [], proposed = [] } = run;
    if (!things.length && !cited.length && !proposed.length) return text;
    const who = things.map((id) => article.things[id]);
    const titles = [
      ...who.map((each) => `${each.name} (${each.id}), ${each.cls}`),
      ...cited.map((number) => t("Cited", { words: article.cited[number].words })),
      ...proposed.map((number) => t("Proposed", { words: wordsOf(number) })),
    ];
    const kinds = `${who.length ? ".named" : ""}${cited.length ? ".cited" : ""}${proposed.length ? ".proposed" : ""}`;
    const onclick = () => {
      if (dragged) return;
      if (proposed.length && !(who.length && proposed.includes(now ?? -1))) act.propose(proposed[0]);
      else if (who.length) act.name(who[0]);
    };
    return h(`span${kinds}`, { title: titles.join("\n"), onclick, "data-proposed": proposed.join(" ") || null }, text);
  }

  /** @param {number} number of a proposal */
  function wordsOf(number) {
    return article.proposed.find((each) => each.number === number)?.words ?? "";
  }

  /** @param {Cited} cited */
  function mark(cited) {
    const title = `${t("Cited", { words: cited.words })} (${standing(cited.state)})`;
    const { href } = new URL(`../desk?thing=claim&id=${encodeURIComponent(cited.claim)}`, import.meta.url);
    return h("a.mark", { href, title, "aria-label": title }, "✓");
  }

  /** @returns {HTMLElement[]} */
  function all() {
    return [...main.querySelectorAll(".paragraph")];
  }

  /** One paragraph is reached by Tab, the others by the arrows. @param {HTMLElement} element */
  function only(element) {
    for (const each of all()) each.setAttribute("tabindex", each === element ? "0" : "-1");
  }

  /** @param {number} index */
  function step(index) {
    const paragraphs = all();
    paragraphs[Math.max(0, Math.min(paragraphs.length - 1, index))]?.focus();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const element = /** @type {HTMLElement} */ (event.target);
    if (!element.matches(".paragraph") || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(element.dataset.index);
    const act_ = {
      ArrowDown: () => step(index + 1),
      ArrowUp: () => step(index - 1),
      ArrowRight: () => choose(element, 1, event.shiftKey),
      ArrowLeft: () => choose(element, -1, event.shiftKey),
      Enter: () => take(element),
    }[event.key];
    if (!act_) return;
    event.preventDefault();
    act_();
  }

  /** The next word, or with Shift one word more.
   * @param {HTMLElement} element @param {number} way @param {boolean} more */
  function choose(element, way, more) {
    const text = textOf(element).textContent ?? "";
    const words = wordsIn(text, article.language);
    const within = (/** @type {number} */ place) => Math.max(0, Math.min(words.length - 1, place));
    if (!words.length) return;
    if (chosen?.element !== element) chosen = { element, first: 0, last: 0 };
    else if (more) chosen.last = Math.max(chosen.first, within(chosen.last + way));
    else chosen.first = chosen.last = within((way > 0 ? chosen.last : chosen.first) + way);
    const [start, end] = [words[chosen.first].start, words[chosen.last].end];
    select(textOf(element), start, end);
    announce(t("Chosen", { words: text.slice(start, end) }));
  }

  /** @param {HTMLElement} element */
  function take(element) {
    act.cite(selected() ?? { locator: locator([element]), quote: "" });
    act.fill();
  }

  /** What is selected in the text, by whole words. @returns {Passage | null} */
  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const met = all().filter((each) => range.intersectsNode(textOf(each)));
    const parts = met.map((each) => ({ each, words: chosenIn(textOf(each), range) })).filter(({ words }) => words);
    if (!parts.length) return null;
    return { locator: locator(parts.map(({ each }) => each)), quote: parts.map(({ words }) => words).join(" ") };
  }

  /** @param {HTMLElement[]} elements */
  function locator(elements) {
    const numbers = elements.map((each) => each.dataset.place).filter(Boolean);
    if (numbers.length < elements.length || !numbers.length) return "";
    return numbers.length > 1 ? `¶${numbers[0]}-${numbers.at(-1)}` : `¶${numbers[0]}`;
  }

  /** Marks the proposal that is looked at, and shows where it stands. @param {Proposed | null} proposed */
  function point(proposed) {
    now = proposed?.number;
    for (const each of main.querySelectorAll(".is-now")) each.classList.remove("is-now");
    if (!proposed) return;
    const runs = [...main.querySelectorAll(`[data-proposed~="${proposed.number}"]`)];
    const whole = article.paragraphs.findIndex((each) => each.proposed?.includes(proposed.number));
    for (const each of runs) each.classList.add("is-now");
    (runs[0] ?? all()[whole])?.scrollIntoView({ block: "center" });
  }

  /** The next paragraph that has the text: it is focused, and the words are chosen. @param {string} wanted */
  function find(wanted) {
    const paragraphs = all();
    const from = paragraphs.findIndex((each) => each.getAttribute("tabindex") === "0");
    const order = [...paragraphs.slice(from + 1), ...paragraphs.slice(0, from + 1)];
    const sought = wanted.toLocaleLowerCase();
    const found = order.find((each) => textOf(each).textContent?.toLocaleLowerCase().includes(sought));
    if (!sought || !found) return;
    const text = textOf(found).textContent ?? "";
    const start = text.toLocaleLowerCase().indexOf(sought);
    found.focus();
    select(textOf(found), start, start + wanted.length);
    const words = wordsIn(text, article.language);
    const met = words.map((word) => word.end > start && word.start < start + wanted.length);
    if (met.includes(true)) chosen = { element: found, first: met.indexOf(true), last: met.lastIndexOf(true) };
  }

  function focus() {
    /** @type {HTMLElement | null} */ (main.querySelector('.paragraph[tabindex="0"]'))?.focus();
  }

  /** Settled when the hand that chooses words is done: nothing moves under it. */
  const atRest = () => free;

  return { show, atRest, point, find, focus };
}

/** @param {Element} paragraph @returns {HTMLElement} */
function textOf(paragraph) {
  return /** @type {HTMLElement} */ (paragraph.querySelector(".text"));
}

/** The words of an element that a range has. @param {HTMLElement} element @param {Range} range */
function chosenIn(element, range) {
  const inside = document.createRange();
  inside.selectNodeContents(element);
  const [first, last] = [Range.START_TO_START, Range.END_TO_END];
  if (range.compareBoundaryPoints(first, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(last, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const { start, end } = placesIn(element, inside);
  return end > start ? wholeWords(element.textContent ?? "", start, end) : "";
}

/** Where a range within an element begins and ends in its text. @param {HTMLElement} element @param {Range} range */
function placesIn(element, range) {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}
