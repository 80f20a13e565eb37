/** The band of years below the map: when ties began, two handles, a play button. */

import { yearMark } from "./dates.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./strings.js";

const BEAT = 900;
/** More bars than this are too thin to be told apart. */
const MOST_BARS = 200;

/** @typedef {{ from: number, to: number, n: number }} Bin years, and how many ties began in them */

/** @param {App} app @returns {Part} */
export function createTime(app) {
  const place = byId("time");
  const [first, last] = app.model.years;
  /** @type {any} */
  let timer = null;
  const bars = h("div.bars", { role: "img" });
  const low = handle("from", 0);
  const high = handle("until", 1);
  const playing = h("button.icon-button.play", { type: "button", onclick: () => (timer ? stop() : start()) });
  const words = h("output.years", {});
  const undated = h("span.undated");
  const scale = h("div.scale", { "aria-hidden": "true" });
  fill(
    place,
    h("div.time-head", {}, playing, words, undated),
    h("div.track", {}, bars, h("div.range", {}, low, high)),
    scale,
  );
  if (first === last) place.hidden = true;
  return { update };

  /** @param {string} name @param {number} end */
  function handle(name, end) {
    return h("input", {
      type: "range", min: first, max: last, step: 1, "data-key": name,
      oninput: (/** @type {any} */ event) => {
        const years = current();
        years[end] = Number(event.target.value);
        if (years[0] > years[1]) years[1 - end] = years[end];
        set(years);
      },
    });
  }

  /** @returns {[number, number]} */
  function current() {
    const [from, to] = app.state.years ?? [null, null];
    return [Math.max(first, from ?? first), Math.min(last, to ?? last)];
  }

  /** What reaches the edge of the band is open at that end. @param {[number, number]} years */
  function set([from, to]) {
    /** @type {Years} */
    const years = [from <= first ? null : from, to >= last ? null : to];
    app.go({ years: years.every((year) => year === null) ? null : years }, { replace: true });
  }

  /** From the first year on the years fill up; from later on a window of the same width moves. */
  function start() {
    const years = current();
    const width = years[1] - years[0];
    const grows = years[0] <= first;
    let at = years[1] >= last ? first : years[1];
    const show = () => set([grows ? first : Math.max(first, at - width), at]);
    timer = setInterval(() => {
      at += 1;
      if (at > last) stop();
      else show();
    }, BEAT);
    show();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    update();
  }

  function update() {
    const { lang, view, state } = app;
    const years = current();
    place.setAttribute("aria-label", t(lang, "time"));
    low.value = years[0];
    high.value = years[1];
    low.setAttribute("aria-label", t(lang, "from"));
    high.setAttribute("aria-label", t(lang, "until"));
    for (const [end, input] of [low, high].entries()) input.setAttribute("aria-valuetext", yearMark(years[end], lang));
    fill(playing, icon(timer ? "pause" : "play"));
    playing.setAttribute("aria-label", t(lang, timer ? "pause" : "play"));
    fill(words, state.years ? between(years[0], years[1], lang) : t(lang, "allYears"));
    fill(undated, undatedChoice(app));
    fill(scale, marks(first, last, lang));
    drawBars(bars, binned(view.counts.years, first), years, lang);
  }
}

/** @param {App} app */
function undatedChoice({ state, view, lang, go }) {
  const toggle = () => go({ undated: !state.undated });
  return [
    state.years && h("button.quiet", { type: "button", onclick: () => go({ years: null }) }, t(lang, "clearTime")),
    h("label", {},
      h("input", { type: "checkbox", checked: state.undated, onchange: toggle }),
      t(lang, "undated", { n: view.counts.undated })),
  ];
}

/** @param {number} from @param {number} to @param {Language} lang */
function between(from, to, lang) {
  return [...new Set([from, to])].map((year) => yearMark(year, lang)).join(" – ");
}

/** At most eight or so years below the band. @param {number} first @param {number} last @param {Language} lang */
function marks(first, last, lang) {
  const step = Math.max(1, Math.ceil((last - first) / 8 / 5) * 5);
  const found = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const mark = h("span", {}, yearMark(year, lang));
    mark.style.left = `${((year - first + 0.5) / (last - first + 1)) * 100}%`;
    found.push(mark);
  }
  return found;
}

/** A bar a year, or for several years where the band is long.
 * @param {ArrayLike<number>} counts by year @param {number} first the first year @returns {Bin[]} */
export function binned(counts, first) {
  const width = Math.ceil(counts.length / MOST_BARS);
  /** @type {Bin[]} */
  const bins = [];
  for (let start = 0; start < counts.length; start += width) {
    const end = Math.min(start + width, counts.length);
    let n = 0;
    for (let place = start; place < end; place += 1) n += counts[place];
    bins.push({ from: first + start, to: first + end - 1, n });
  }
  return bins;
}

/** @param {any} place @param {Bin[]} bins @param {[number, number]} years @param {Language} lang */
function drawBars(place, bins, [low, high], lang) {
  const most = bins.reduce((found, { n }) => Math.max(found, n), 1);
  const text = bins.filter(({ n }) => n).map(({ from, to, n }) => `${between(from, to, lang)}: ${n}`).join(", ");
  place.setAttribute("aria-label", t(lang, "histogram", { text }));
  const width = 100 / bins.length;
  const bar = (/** @type {Bin} */ { from, to, n }, /** @type {number} */ at) => {
    const height = n ? 3 + 35 * Math.sqrt(n / most) : 0.6;
    const within = to >= low && from <= high;
    return h(`svg:rect${within ? ".within" : ""}`,
      { x: at * width + width * 0.12, y: 40 - height, width: width * 0.76, height });
  };
  const box = { viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" };
  fill(place, h("svg:svg", box, bins.map(bar)));
}
