/** Starts the page: reads the map, keeps the state and the address in step, tells every part of changes. */

import { byId, fill } from "./dom.js";
import { createEmbed } from "./embed.js";
import { exportsOf } from "./exports.js";
import { createHeader } from "./header.js";
import { listenToKeys } from "./keys.js";
import { createMap } from "./map.js";
import { readModel } from "./model.js";
import { label, spoken } from "./names.js";
import { makeIndex } from "./name-index.js";
import { createNarrow } from "./narrow.js";
import { createOverlay } from "./overlay.js";
import { createPanel } from "./panel.js";
import { laidOut, pause } from "./pieces.js";
import { preparePrint } from "./print.js";
import { rowSearcher } from "./row-search.js";
import { createSheet } from "./sheet.js";
import { decode, encode, OPENING } from "./state.js";
import { stepView } from "./story.js";
import { digits, languageFor, languagesOf, t } from "./strings.js";
import { createTable } from "./table.js";
import { createTelling } from "./telling.js";
import { settleTongues } from "./tongues.js";
import { createTime } from "./time.js";
import { createTimeline } from "./timeline.js";
import { look } from "./view.js";
import { viewsOf } from "./views.js";

const read = (/** @type {string} */ id) => JSON.parse(byId(id).textContent);
await pause();
const told = read("document");
await pause();
const opening = read("opening");
const model = await readModel(told, opening.nodes.map((/** @type {{ id: string }} */ node) => node.id));
await pause();
const languages = languagesOf(told.languages);
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

/** @type {Index | null} */
let made = null;
/** The index is made when it is first asked for, or when the page has nothing else to do. */
const index = () => (made ??= makeIndex(model));
/** @type {Find} */
const find = (query, most) => index().find(query, most);
/** @type {SearchRows | null} */
let searcher = null;
/** @type {SearchRows} */
const searchRows = (rows, query) => (searcher ??= rowSearcher(model, index()))(rows, query);

const first = addressed();
/** @type {App} */
const app = { model, state: first, view: look(model, first), lang: languages[0], languages, dark: false, go };
await pause();
settle();
digits(app.lang, 0); // the first number makes the browser read its tables
await pause();
/** @type {any} */
let map = null;
const sheet = createSheet(app);
/** @type {Part[]} */
const parts = [
  createHeader(app, find, searchRows, () => exportsOf(app, () => map, searchRows)),
  createTime(app), sheet, createEmbed(app),
  createNarrow(app), createOverlay(app, () => map), createPanel(app, find),
  createTable(app, searchRows), createTimeline(app),
  createTelling(app),
];

/** The state that the address asks for; one that only names a story's step gets that step's view. */
function addressed() {
  const state = decode(location.hash, (id) => model.claim.has(id));
  if (!viewsOf(model).includes(state.view)) state.view = OPENING.view;
  const { story, step, lang, theme, view, embed } = state;
  const told = model.stories.find((each) => each.id === story);
  const bare = encode(state) === encode({ ...OPENING, story, step, lang, theme, view, embed });
  return told && bare ? { ...state, ...stepView(model, told, step) } : state;
}

/** Change what is shown; the address follows. @param {Partial<State>} patch @param {{ replace?: boolean }} [options] */
function go(patch, { replace = false } = {}) {
  const storied = (patch.story !== undefined || patch.step !== undefined) && (patch.story ?? app.state.story);
  const story = storied && model.stories.find((each) => each.id === storied);
  const whole = story ? { ...stepView(model, story, patch.step ?? 0), ...patch } : patch;
  show({ ...app.state, ...whole, camera: whole.camera ?? null });
  const hash = `#${encode(app.state)}`;
  if (hash === (location.hash || "#")) return;
  if (replace) history.replaceState(null, "", hash);
  else location.hash = hash;
}

/** @param {State} state */
function show(state) {
  const before = app.state;
  app.state = state;
  app.view = look(model, state);
  settle();
  for (const part of parts) part.update(app, before);
}

/** Language and colours: what the reader chose, else what the system says. */
function settle() {
  app.lang = languageFor(languages, app.state.lang, navigator.language);
  app.dark = app.state.theme ? app.state.theme === "dark" : darkSystem.matches;
  const root = document.documentElement;
  root.lang = app.lang.tag;
  root.dir = app.lang.direction;
  root.dataset.theme = app.dark ? "dark" : "light";
  root.dataset.language = app.lang.id;
  settleTongues(app.lang.tag, languages.map(({ tag }) => tag));
  document.title = label(model.map.title, app.lang.one) || document.title;
  fill(byId("skip"), t(app.lang, "skip"));
  fill(byId("title"), spoken(model.map.title, app.lang.one));
}

byId("skip").addEventListener("click", (/** @type {Event} */ event) => {
  event.preventDefault();
  go({ view: "table" });
  byId("table").querySelector("input")?.focus();
});
addEventListener("hashchange", () => {
  if (`#${encode(app.state)}` !== (location.hash || "#")) show(addressed());
});
darkSystem.addEventListener("change", () => show(app.state));
addEventListener("beforeprint", () => preparePrint(app, map, searchRows));
listenToKeys(app, () => map);

// Piece by piece, so that the page answers in between: what takes room from others first, the map when all have theirs.
for (const part of parts) {
  await laidOut();
  part.update(app, null);
}
await laidOut();
map = await createMap(opening, app);
map.update(app, null);
parts.push(map);
byId("first-words").remove();
await new Promise(requestAnimationFrame);
await pause();
map.name();
requestAnimationFrame(() => {
  performance.mark("usable");
  document.body.classList.add("ready");
  (globalThis.requestIdleCallback ?? setTimeout)(() => index().prepare());
});
