/** The stretch between the two handles, which is moved as a whole: dragged, or by the arrow keys; Shift widens it. */

import { yearsInWords } from "./band.js";
import { h } from "./dom.js";
import { t } from "./strings.js";

/** @typedef {[number, number]} Span the first and the last year */

/** The span moved by some years, and stopped by the ends of the band. @param {Span} span @param {number} by
 * @param {Span} band @returns {Span} */
export function moved([from, to], by, [first, last]) {
  const step = Math.min(last - to, Math.max(first - from, by));
  return [from + step, to + step];
}

/** The span with a year more or less at its end. @param {Span} span @param {number} by @param {Span} band
 * @returns {Span} */
export function widened([from, to], by, [, last]) {
  return [from, Math.min(last, Math.max(from, to + by))];
}

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/** @param {Span} band @param {() => Span} current @param {(span: Span) => void} set */
export function windowSlider(band, current, set) {
  /** @type {{ x: number, span: Span } | null} */
  let held = null;
  const place = h("div.window", {
    role: "slider", tabindex: "0", "data-key": "window", onkeydown: press,
    onpointerdown: grasp, onpointermove: drag, onpointerup: release, onpointercancel: release,
  });
  return { place, update };

  /** @param {KeyboardEvent} event */
  function press(event) {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    set((event.shiftKey ? widened : moved)(current(), by, band));
  }

  /** @param {PointerEvent} event */
  function grasp(event) {
    held = { x: event.clientX, span: current() };
    place.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  function drag(event) {
    if (!held) return;
    const years = ((event.clientX - held.x) / place.parentElement.clientWidth) * (band[1] - band[0] + 1);
    set(moved(held.span, Math.round(years), band));
  }

  function release() {
    held = null;
  }

  /** @param {Language} lang @param {boolean} isOpen whether it reaches from end to end */
  function update(lang, isOpen) {
    const [from, to] = current();
    const [first, last] = band;
    place.hidden = isOpen;
    place.style.left = `${((from - first) / (last - first + 1)) * 100}%`;
    place.style.width = `${((to - from + 1) / (last - first + 1)) * 100}%`;
    const said = {
      "aria-label": t(lang, "window"), "aria-valuemin": first, "aria-valuemax": last, "aria-valuenow": from,
      "aria-valuetext": yearsInWords(from, to, lang),
    };
    for (const [name, value] of Object.entries(said)) place.setAttribute(name, String(value));
  }
}
