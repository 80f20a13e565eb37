/** The keyboard on the map. */

import { expand, hide, startConnecting, toggleFocus } from "./acts.js";
import { chosen, NOTHING, selectedEntity } from "./selection.js";
import { goStep } from "./story.js";
import { neighbours } from "./tally.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {App} app @param {() => any} map */
export function listenToKeys(app, map) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
    const act = action(event, target);
    if (!act) return;
    event.preventDefault();
    act();
  });

  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {(() => void) | null} */
  function action(event, target) {
    const entity = selectedEntity(app);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (ARROWS[key] && !target.closest("#narrow, #time, #table, #timeline, #top")) return () => step(entity, ARROWS[key]);
    switch (key) {
      case "/": return () => document.getElementById("search")?.focus();
      case "e": return entity ? () => expand(app, entity) : null;
      case "f": return entity ? () => toggleFocus(app, entity) : null;
      case "h": return entity ? () => hide(app, entity) : null;
      case "c": return () => (entity ? startConnecting(app, entity) : document.getElementById("connect-from")?.focus());
      case "t": return () => app.go({ view: app.state.view === "map" ? "table" : "map" });
      case "+": case "=": return () => map().zoom(1.35);
      case "-": return () => map().zoom(1 / 1.35);
      case "0": return () => map().fit();
      case "[": return () => goStep(app, -1);
      case "]": return () => goStep(app, 1);
      case "Escape": return letGo;
      default: return null;
    }
  }

  /** To the neighbour that lies most in that direction. @param {Entity | null} entity
   * @param {[number, number]} way */
  function step(entity, [x, y]) {
    const { places, owners, drawn, passes } = app.view;
    const spots = places ?? owners;
    if (spots) return travel(spots, entity, [x, y]);
    const from = entity ?? [...drawn].sort((a, b) => b.ties.length - a.ties.length)[0];
    if (!from) return;
    if (!entity) return app.go({ selection: chosen("entity", from.id) });
    const best = neighbours(entity, passes)
      .filter((other) => drawn.has(other))
      .map((other) => ({ other, points: aim(other.x - entity.x, other.y - entity.y, x, y) }))
      .filter(({ points }) => points > 0.2)
      .sort((a, b) => b.points - a.points)[0];
    if (best) app.go({ selection: chosen("entity", best.other.id) });
  }

  /** To the nearest in that direction. @param {Places | Owned} seen @param {Entity | null} entity
   * @param {[number, number]} way */
  function travel({ spots, spot }, entity, [x, y]) {
    const from = entity && spot(entity);
    const off = (/** @type {Spot} */ other) => (from ? [other.x - from.x, other.y - from.y] : [0, 0]);
    const onward = spots.filter((other) => !from || (other !== from && aim(off(other)[0], off(other)[1], x, y) > 0.5));
    const far = (/** @type {Spot} */ other) => (from ? Math.hypot(...off(other)) : -other.here.length);
    const best = onward.sort((a, b) => far(a) - far(b))[0];
    if (best) app.go({ selection: chosen("entity", best.of.id) });
  }

  function letGo() {
    document.body.classList.remove("narrow-open");
    const { state } = app;
    if (state.selection.kind !== "nothing") app.go({ selection: NOTHING });
    else if (state.focus || state.only.length) app.go({ focus: "", only: [] });
  }
}

/** How well a way leads in a direction, nearer ones a little better.
 * @param {number} dx @param {number} dy @param {number} x @param {number} y */
function aim(dx, dy, x, y) {
  const length = Math.hypot(dx, dy) || 1;
  return (dx * x + dy * y) / length - length / 20000;
}
