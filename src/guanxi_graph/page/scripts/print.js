/** The printout: the picture, the chosen claims as sentences, their sources as footnotes. */

import { claimsOf } from "./connection.js";
import { byId, fill, h } from "./dom.js";
import { drawingOf } from "./drawing.js";
import { isWithin } from "./framing.js";
import { nameOf, spoken } from "./names.js";
import { sought } from "./passing.js";
import { selectedClaim, selectedEntity } from "./selection.js";
import { plainSentence, referenceLine } from "./sentences.js";
import { t } from "./strings.js";
import { shownWords } from "./tally.js";
import { caption } from "./view-name.js";
import { isDrawn } from "./views.js";

/** In pixels; it is printed as wide as the paper. */
const SHEET = { width: 1000, height: 640 };

/** No more are told as sentences: some five pages with their sources. */
const MOST = 80;

/** @param {App} app @param {any} map @param {SearchRows} search */
export function preparePrint(app, map, search) {
  const all = chosen(app, map, search);
  const claims = strongest(all);
  /** @type {Map<string, { number: number, cite: Citation }>} */
  const notes = new Map();
  const note = (/** @type {Citation} */ cite) => {
    const key = `${cite.source.id} ${cite.locator}`;
    const known = notes.get(key) ?? { number: notes.size + 1, cite };
    notes.set(key, known);
    return h("sup", {}, known.number);
  };
  const lines = claims.map((claim) => {
    const reason = claim.reason && h("small", {}, ` (${claim.reason})`);
    return h("li", {}, `${plainSentence(app, claim)}.`, claim.cites.map(note), reason);
  });
  fill(
    byId("print"),
    h("h1", {}, spoken(app.model.map.title, app.lang)),
    h("p", {}, heading(app)),
    h("p.small", {}, location.href),
    map && isDrawn(app.state) && picture(app, map),
    app.state.view === "timeline" && h("div.timeline", {}, [...byId("timeline").cloneNode(true).childNodes]),
    h("ul", {}, lines),
    claims.length < all.length && h("p.small", {}, t(app.lang, "printedSome", { n: claims.length, all: all.length })),
    h("h2", {}, t(app.lang, "sources")),
    h("ol", {}, [...notes.values()].map(({ cite }) => h("li", {}, referenceLine(cite)))),
  );
}

/** An image would not be there yet when the printer asks for it, so the drawing itself. @param {App} app @param {any} map */
function picture(app, map) {
  const { svg } = drawingOf(app, map.frame(), { ...SHEET, caption: caption(app) });
  const drawn = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  for (const title of drawn.querySelectorAll("title")) title.remove();
  return h("div.picture", { role: "img", "aria-label": t(app.lang, "map") }, drawn);
}

/** Of whom it tells, else how much is seen. @param {App} app */
function heading(app) {
  const entity = selectedEntity(app);
  const ends = app.view.answer?.ends ?? (entity ? [entity] : []);
  return ends.map((end) => nameOf(end, app.lang)).join(" → ") || shownWords(app);
}

/** The strongest in their order, where there are more than one would read. @param {Claim[]} claims */
function strongest(claims) {
  if (claims.length <= MOST) return claims;
  const kept = new Set([...claims].sort((a, b) => b.strength - a.strength || a.n - b.n).slice(0, MOST));
  return claims.filter((claim) => kept.has(claim));
}

/** What is selected, else all that is seen. @param {App} app @param {any} map @param {SearchRows} search
 * @returns {Claim[]} */
function chosen(app, map, search) {
  const { model, state, view } = app;
  const entity = selectedEntity({ model, state });
  if (entity) return entity.claims.filter((claim) => view.passes[claim.n]);
  const claim = selectedClaim({ model, state });
  if (claim) return model.conflict.get(claim)?.claims ?? [claim];
  if (view.answer) return claimsOf(view.answer);
  if (state.view === "table") return sought(app, state.table === "facts" ? "facts" : "ties", state.query, search).rows;
  if (!map || state.view !== "map") return view.ties;
  const frame = map.frame();
  return view.ties.filter((tie) => isWithin(frame, tie.subject) && isWithin(frame, tie.object));
}
