/** The printout: the picture, the chosen claims as sentences, their sources as footnotes. */

import { byId, fill, h } from "./dom.js";
import { spell } from "./dates.js";
import { label, nameOf } from "./names.js";
import { plainSentence } from "./sentences.js";
import { sentences, t } from "./strings.js";

/** @param {App} app @param {any} map */
export function preparePrint(app, map) {
  const claims = chosen(app);
  /** @type {Map<string, { number: number, cite: Citation }>} */
  const notes = new Map();
  const note = (/** @type {Citation} */ cite) => {
    const key = `${cite.source.id} ${cite.locator}`;
    const known = notes.get(key) ?? { number: notes.size + 1, cite };
    notes.set(key, known);
    return h("sup", {}, known.number);
  };
  const lines = claims.map((claim) => h("li", {}, `${plainSentence(app, claim)}.`, claim.cites.map(note), claim.reason && h("small", {}, ` (${claim.reason})`)));
  const picture = app.state.view === "map" && h("img", { src: map.network.canvas.frame.canvas.toDataURL("image/png"), alt: t(app.lang, "map") });
  fill(
    byId("print"),
    h("h1", {}, label(app.model.map.title, app.lang)),
    h("p", {}, heading(app)),
    picture, h("ul", {}, lines),
    h("h2", {}, t(app.lang, "sources")),
    h("ol", {}, [...notes.values()].map(({ cite }) => h("li", {}, footnote(app, cite)))),
    h("p", {}, location.href),
  );
}

/** @param {App} app */
function heading(app) {
  const entity = app.model.entity.get(app.state.select);
  return entity ? nameOf(entity, app.lang) : t(app.lang, "showing", { n: app.view.drawn.size, all: app.model.entities.length, ties: app.view.ties.length });
}

/** What is selected, else all that is drawn. @param {App} app @returns {Claim[]} */
function chosen({ model, state, view }) {
  const entity = model.entity.get(state.select);
  if (entity) return entity.claims.filter((claim) => view.passes[claim.n]);
  const claim = model.claim.get(state.select);
  if (claim) return model.contest.get(claim) ?? [claim];
  if (view.routes.length) return view.routes[0].hops.flatMap((hop) => hop.ties);
  return view.ties;
}

/** @param {App} app @param {Citation} cite */
function footnote(app, { source, locator }) {
  const parts = [source.authors?.join(", "), source.title, source.publisher, source.published && spell(source.published, sentences(app.lang)), locator, source.url];
  return parts.filter(Boolean).join(", ");
}
