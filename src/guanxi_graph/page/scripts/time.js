/** The band of years below the map: when ties began, two handles and what is between them, a play button. */

import { barsInWords, binned, drawBars, highest, marks, yearsInWords } from "./band.js";
import { yearMark } from "./dates.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { changeInWords, nextYear } from "./playing.js";
import { t } from "./strings.js";
import { windowSlider } from "./window.js";

const BEAT = 900;

/** @param {App} app @returns {Part} */
export function createTime(app) {
  const place = byId("time");
  const [first, last] = app.model.years;
  /** @type {any} */
  let timer = null;
  const bars = h("div.bars", { role: "img" });
  const ends = [handle("from", 0), handle("until", 1)];
  const tags = ends.map(() => h("span.tag", { "aria-hidden": "true" }));
  const stretch = windowSlider([first, last], current, set);
  const playing = h("button.icon-button.play", { type: "button", onclick: () => (timer ? stop() : start()) });
  const words = h("span.years", {});
  const change = h("span.change", {});
  const undated = h("span.undated");
  const apart = h("p.apart");
  const scale = h("div.scale", { "aria-hidden": "true" });
  fill(
    place,
    h("div.time-head", {}, playing, words, change, undated),
    apart,
    h("div.track", {}, bars, h("div.stretch", {}, stretch.place), h("div.range", {}, ends, tags)),
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

  /** From the first year on the years fill up; from later on a window of the same width moves. Years in which nothing
   * begins are left out. */
  function start() {
    const years = current();
    const width = years[1] - years[0];
    const grows = years[0] <= first;
    const next = (/** @type {number} */ after) => nextYear(app.view.counts.years, first, after);
    const show = (/** @type {number} */ year) => set([grows ? first : Math.max(first, year - width), year]);
    const beat = () => {
      const year = next(current()[1]);
      if (year === null || current()[1] >= last) stop();
      else show(year);
    };
    timer = setInterval(beat, BEAT);
    if (years[1] >= last) show(next(first - 1) ?? last);
    else beat();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    update();
  }

  function update() {
    const { lang, view, state } = app;
    const years = current();
    const isOpen = !state.years;
    place.setAttribute("aria-label", t(lang, "time"));
    for (const [end, name] of ["from", "until"].entries()) {
      ends[end].value = years[end];
      ends[end].setAttribute("aria-label", t(lang, name));
      ends[end].setAttribute("aria-valuetext", yearMark(years[end], lang.one));
      fill(tags[end], isOpen || years[end] === years[1 - end] && end === 0 ? "" : yearMark(years[end], lang.one));
      tags[end].style.setProperty("--part", String((years[end] - first) / (last - first || 1)));
    }
    stretch.update(lang, isOpen);
    fill(playing, icon(timer ? "pause" : "play"));
    playing.setAttribute("aria-label", t(lang, timer ? "pause" : "play"));
    fill(words, isOpen ? t(lang, "allYears") : yearsInWords(years[0], years[1], lang));
    fill(change, isOpen || years[1] >= last ? "" : changeInWords(app, years[1]));
    fill(undated, undatedChoice(app));
    const others = withoutBar(app);
    const bins = binned(view.counts.years, first);
    fill(apart, [t(lang.one, "bandCounts", { n: highest(bins) }), ...others].join(" · "));
    fill(scale, marks(first, last, lang, isOpen ? [] : years));
    const text = [barsInWords(bins, lang), ...others, t(lang.one, "undated", { n: view.counts.undated })].join("; ");
    bars.setAttribute("aria-label", t(lang, "histogram", { text }));
    drawBars(bars, bins, years, lang);
  }
}

/** How many ties have no bar, by the reason. @param {App} app */
function withoutBar({ model, view: { counts }, lang }) {
  const reasons = /** @type {[string, number][]} */ ([
    ["bandBefore", counts.before], ["bandNoStart", counts.unstarted],
  ]);
  const year = yearMark(model.years[0], lang.one);
  return reasons.filter(([, n]) => n).map(([key, n]) => t(lang.one, key, { n, year }));
}

/** @param {App} app */
function undatedChoice({ state, view, lang, go }) {
  const toggle = () => go({ undated: !state.undated });
  return [
    state.years && h("button.quiet", { type: "button", onclick: () => go({ years: null }) }, t(lang, "clearTime")),
    h("label", {},
      h("input", { type: "checkbox", checked: state.undated, onchange: toggle }),
      t(lang, state.years ? "undatedFaint" : "undated", { n: view.counts.undated })),
  ];
}
