/** Tells those who do not see it what each action has changed: one sentence, in the one region that speaks. */

import { answerWords } from "./answer-words.js";
import { yearsInWords } from "./band.js";
import { selectedWords } from "./claim-panel.js";
import { announce } from "./dom.js";
import { label } from "./names.js";
import { selectedClaim, selectedEnds, selectedEntity } from "./selection.js";
import { plainSentence } from "./sentences.js";
import { UNFILTERED } from "./state.js";
import { toldStep } from "./story.js";
import { t } from "./strings.js";
import { shownWords } from "./tally.js";

/** What changes how much is shown. @type {(keyof State)[]} */
const AMOUNT = [
  .../** @type {(keyof State)[]} */ (Object.keys(UNFILTERED)), "focus", "depth", "only", "grown", "hidden", "all",
];
/** Longer than a beat of the years that are played: only where they rest is told. */
const REST = 1200;

/** @param {App} app @returns {Part} */
export function createTelling(app) {
  return {
    update(_, before) {
      if (!before) return;
      const { state } = app;
      const has = (/** @type {(keyof State)[]} */ keys) =>
        keys.some((key) => JSON.stringify(state[key]) !== JSON.stringify(before[key]));
      const told = TELLERS.filter(([keys]) => has(keys)).map(([, words]) => words(app));
      const amount = has(AMOUNT) && state.view !== "table" && shownWords(app);
      announce([...new Set([...told, amount])].filter(Boolean).join(". "), has(["years"]) ? REST : undefined);
    },
  };
}

/** What each part of the state says when it has changed. @type {[(keyof State)[], (app: App) => string][]} */
const TELLERS = [
  [["lang"], ({ lang }) => (lang.pair.length ? lang.pair.map(({ name }) => name).join(", ") : lang.name)],
  [["theme"], ({ lang, dark }) => t(lang.one, dark ? "dark" : "light")],
  [["view"], ({ lang, state }) => t(lang.one, state.view)],
  [["story", "step"], stepWords],
  [["selection"], selectionWords],
  [["years"], yearsWords],
  [["size"], ({ lang, state }) => `${t(lang.one, "sizeBy")} ${t(lang.one, `size_${state.size}`)}`],
];

/** @param {App} app */
function stepWords(app) {
  const told = toldStep(app);
  const texts = app.lang.one;
  return told ? [label(told.step.title, texts), label(told.step.text, texts)].filter(Boolean).join(". ") : "";
}

/** @param {App} app */
function selectionWords(app) {
  const { lang: { one }, view } = app;
  if (view.answer) return answerWords(app, view.answer) || t(one, "answerIntroduced");
  const [claim, entity] = [selectedClaim(app), selectedEntity(app)];
  if (claim) return plainSentence(app, claim);
  if (entity) return selectedWords(app, entity);
  const names = selectedEnds(app, "pair").flatMap((end) => (end ? selectedWords(app, end) : []));
  return names.join(", ") || shownWords(app);
}

/** @param {App} app */
function yearsWords({ lang, model, state: { years } }) {
  const [first, last] = model.years;
  return years ? yearsInWords(years[0] ?? first, years[1] ?? last, lang) : t(lang.one, "allYears");
}
