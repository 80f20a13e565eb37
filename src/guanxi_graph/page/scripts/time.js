/** The band of years below the map: when ties began, two handles, a play button. */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./strings.js";

const BEAT = 900;

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
  fill(place, h("div.time-head", {}, playing, words, undated), h("div.track", {}, bars, h("div.range", {}, low, high)), h("div.scale", { "aria-hidden": "true" }, marks()));
  if (first === last) place.hidden = true;

  /** @param {string} name @param {number} end */
  function handle(name, end) {
    return h("input", {
      type: "range", min: first, max: last, step: 1, "data-key": name,
      oninput: (/** @type {any} */ event) => {
        const years = current();
        years[end] = Number(event.target.value);
        if (years[0] > years[1]) years[1 - end] = years[end];
        set(years, true);
      },
    });
  }

  function marks() {
    const step = Math.max(1, Math.ceil((last - first) / 8 / 5) * 5);
    const found = [];
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
      const mark = h("span", {}, year);
      mark.style.left = `${((year - first + 0.5) / (last - first + 1)) * 100}%`;
      found.push(mark);
    }
    return found;
  }

  /** @returns {number[]} */
  function current() {
    const years = app.state.years;
    return years ? [Math.max(first, years[0]), Math.min(last, years[1])] : [first, last];
  }

  /** @param {number[]} years @param {boolean} replace */
  function set(years, replace) {
    const whole = years[0] <= first && years[1] >= last;
    app.go({ years: whole ? null : [years[0] <= first ? -9999 : years[0], years[1] >= last ? 9999 : years[1]] }, { replace });
  }

  /** From the first year on the years fill up; from later on a window of the same width moves. */
  function start() {
    const years = current();
    const width = years[1] - years[0];
    const grows = years[0] <= first;
    let at = years[1] >= last ? first : years[1];
    timer = setInterval(() => {
      at += 1;
      if (at > last) return stop();
      set([grows ? first : Math.max(first, at - width), at], true);
    }, BEAT);
    set([grows ? first : Math.max(first, at - width), at], true);
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
    fill(playing, icon(timer ? "pause" : "play"));
    playing.setAttribute("aria-label", t(lang, timer ? "pause" : "play"));
    fill(words, state.years ? (years[0] === years[1] ? String(years[0]) : `${years[0]} – ${years[1]}`) : t(lang, "allYears"));
    fill(
      undated,
      state.years && h("button.quiet", { type: "button", onclick: () => app.go({ years: null }) }, t(lang, "clearTime")),
      h("label", {}, h("input", { type: "checkbox", checked: state.undated, onchange: () => app.go({ undated: !app.state.undated }) }), t(lang, "undated", { n: view.counts.undated.toLocaleString("en") })),
    );
    drawBars(years);
  }

  /** @param {number[]} years */
  function drawBars(years) {
    const counts = [...app.view.counts.years];
    const most = Math.max(1, ...counts);
    bars.setAttribute("aria-label", t(app.lang, "histogram", { text: counts.map((n, at) => n && `${first + at}: ${n}`).filter(Boolean).join(", ") }));
    const width = 100 / counts.length;
    fill(bars, h("svg:svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" }, counts.map((n, at) => {
      const height = n ? 3 + 35 * Math.sqrt(n / most) : 0.6;
      const within = first + at >= years[0] && first + at <= years[1];
      return h(`svg:rect${within ? ".within" : ""}`, { x: at * width + width * 0.12, y: 40 - height, width: width * 0.76, height });
    })));
  }

  return { update };
}
