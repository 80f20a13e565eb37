/** What a view is called: in words below a picture, and in the name of a file. */

import { label } from "./names.js";
import { shownWords } from "./tally.js";

/** @param {App} app */
export function caption(app) {
  const { model: { map }, lang } = app;
  const parts = [label(map.title, lang), years(app), shownWords(app), label(map.theme.credit, lang), map.licence,
    app.view.places && "Natural Earth"];
  return parts.filter(Boolean).join(" · ");
}

/** @param {App} app */
function years({ model, state }) {
  const [first, last] = model.years;
  return state.years && `${state.years[0] ?? first}–${state.years[1] ?? last}`;
}

/** The map, what is looked at, and when: `the-mill-tencent-1998-2004`. @param {App} app */
export function fileName(app) {
  const { model: { map: { title } }, languages: [first], state } = app;
  const told = state.story ? [state.story, String(state.step + 1)] : [];
  const view = state.view === "map" ? "" : state.view;
  const looked = told.length ? told : state.selection.ids.length ? state.selection.ids.slice(0, 2) : [state.focus];
  const parts = [slug(title.en || label(title, first)), view, ...looked.map(slug), slug(years(app) ?? "")];
  return parts.filter(Boolean).join("-").slice(0, 120) || "map";
}

/** @param {string} text */
function slug(text) {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
