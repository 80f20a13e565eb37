/** The pairs that are open, the likeliest first: those around the one that is looked at. */

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const BEFORE = 20;
const SHOWN = 100;

/** @param {Element} box @param {Pair[]} pairs @param {number} place @param {(place: number) => unknown} go */
export function drawList(box, pairs, place, go) {
  const first = Math.max(0, place - BEFORE);
  const shown = pairs.slice(first, first + SHOWN);
  const left = pairs.length - first - shown.length;
  fill(
    box,
    h("p.small", {}, t("MatchOpen", { n: pairs.length })),
    h("ol", {}, shown.map((pair, n) => item(pair, first + n === place, () => go(first + n)))),
    left ? h("p.small", {}, t("MatchMore", { n: left })) : null,
  );
  const now = box.querySelector('[aria-current="true"]');
  if (now instanceof HTMLElement) now.scrollIntoView({ block: "nearest" });
}

/** @param {Pair} pair @param {boolean} isNow @param {() => unknown} onclick */
function item({ names, score }, isNow, onclick) {
  return h(
    "li", {},
    h(
      "button", { type: "button", onclick, "aria-current": isNow ? "true" : null },
      h("span", {}, h("bdi", {}, names[0]), " — ", h("bdi", {}, names[1])), h("span.score", {}, score),
    ),
  );
}
