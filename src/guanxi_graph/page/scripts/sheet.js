/** On narrow screens the panel is a sheet over the map: low, half way up or high. It is dragged by its bar, or moved by
 * the grip in it. */

import { byId, h } from "./dom.js";
import { t } from "./strings.js";

const LEVELS = ["low", "half", "high"];
/** A drag of no more milliseconds is a flick, which moves the sheet on by one level. */
const FLICK = 250;

/** What takes hold of the sheet by keyboard or tap. @param {App} app */
export function grip(app) {
  return h("button.grip", {
    type: "button", id: "grip", "aria-label": t(app.lang, "sheet"), "aria-expanded": String(level() > 0), "aria-controls": "panel",
    onclick: () => setLevel((level() + 1) % LEVELS.length),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.stopPropagation();
      event.preventDefault();
      setLevel(level() + by);
    },
  });
}

/** @param {App} app @returns {Part} */
export function createSheet(app) {
  listenToDrags(byId("panel"));
  setLevel(0);
  return {
    /** What was chosen is read: the sheet comes up for it, and leaves when nothing is left. @param {State | null} before */
    update(_, before) {
      const { selection, story } = app.state;
      const told = (/** @type {State | null} */ state) => JSON.stringify([state?.selection, state?.story]);
      if (before && told(before) === told(app.state)) return;
      const isAsked = selection.kind !== "nothing" || story !== "";
      if (!isAsked) setLevel(0);
      else if (level() === 0) setLevel(1);
    },
  };
}

function level() {
  return Math.max(0, LEVELS.indexOf(document.body.dataset.sheet ?? ""));
}

/** @param {number} wanted */
function setLevel(wanted) {
  const now = Math.min(LEVELS.length - 1, Math.max(0, wanted));
  document.body.dataset.sheet = LEVELS[now];
  document.getElementById("grip")?.setAttribute("aria-expanded", String(now > 0));
}

/** @param {HTMLElement} panel */
function listenToDrags(panel) {
  let from = { y: 0, height: 0, time: 0 };
  panel.addEventListener("pointerdown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!target.closest(".panel-bar") || target.closest("button:not(.grip)") || !isSheet(panel)) return;
    from = { y: event.clientY, height: panel.offsetHeight, time: event.timeStamp };
    panel.setPointerCapture(event.pointerId);
    panel.addEventListener("pointermove", follow);
    panel.addEventListener("pointerup", settle, { once: true });
    panel.addEventListener("pointercancel", settle, { once: true });
  });

  /** @param {PointerEvent} event */
  function follow(event) {
    if (Math.abs(event.clientY - from.y) < 4) return;
    document.body.classList.add("dragging");
    panel.style.height = `${from.height + from.y - event.clientY}px`;
  }

  /** To the nearest level, or on by one when it was flicked. @param {PointerEvent} event */
  function settle(event) {
    panel.removeEventListener("pointermove", follow);
    const reached = panel.offsetHeight;
    const moved = from.y - event.clientY;
    document.body.classList.remove("dragging");
    panel.style.height = "";
    if (event.type === "pointercancel") return;
    if (Math.abs(moved) < 4) return tapped(event);
    const isFlick = event.timeStamp - from.time < FLICK;
    setLevel(isFlick ? level() + Math.sign(moved) : nearestLevel(panel, reached));
  }

  /** The bar held the pointer, so that the grip below it hears of no click. @param {PointerEvent} event */
  function tapped({ clientX, clientY }) {
    const below = document.elementFromPoint(clientX, clientY);
    if (!below?.closest(".grip")) return;
    setLevel((level() + 1) % LEVELS.length);
  }
}

/** @param {HTMLElement} panel */
function isSheet(panel) {
  return getComputedStyle(panel).position === "fixed";
}

/** @param {HTMLElement} panel @param {number} height */
function nearestLevel(panel, height) {
  const was = level();
  const heights = LEVELS.map((_, place) => {
    setLevel(place);
    return Math.abs(panel.offsetHeight - height);
  });
  setLevel(was);
  return heights.indexOf(Math.min(...heights));
}
