/** What kind of answer joins two, in words. */

import { nameOf } from "./names.js";
import { t } from "./strings.js";

/** What the filters are called over their choices. @type {Record<FilterKey, string>} */
const FILTERS = {
  classes: "classes", relations: "relations", bases: "bases", confidence: "confidence", sources: "independent",
  years: "time", undated: "undatedWord", aside: "aside", derived: "derivedTies",
};

/** What the answer is, in a sentence or two; of introductions nothing needs to be said.
 * @param {App} app @param {Answer} answer */
export function answerWords(app, answer) {
  const { lang } = app;
  const [one, other] = answer.ends.map((end) => nameOf(end, lang.one));
  switch (answer.kind) {
    case "introduced": return "";
    case "same": return t(lang.one, "answerSame", { name: one });
    case "apart": return [t(lang.one, "answerApart"), part(app, one, answer, 0), part(app, other, answer, 1)].join(" ");
    default: return [t(lang.one, "answerNobody"), outside(app, answer), nearest(app, answer)].filter(Boolean).join(" ");
  }
}

/** What has been filtered away: "Ties, Time". @param {App} app @param {Answer} answer */
export function filterNames({ lang }, { without }) {
  return without.map((key) => t(lang.one, FILTERS[key])).join(lang.one.texts.comma);
}

/** With how many others it hangs together. @param {App} app @param {string} name @param {Answer} answer
 * @param {number} end */
function part({ lang }, name, { parts }, end) {
  const n = (parts?.[end] ?? 1) - 1;
  return t(lang.one, n ? "answerPart" : "answerAlone", { name, n });
}

/** Why there can be no introduction to a place, an idea or the like. @param {App} app @param {Answer} answer */
function outside({ lang }, { ends }) {
  const names = ends.filter((end) => end.cls.outside).map((end) => nameOf(end, lang.one));
  return names.length ? t(lang.one, "answerOutside", { names: names.join(lang.one.texts.comma) }) : "";
}

/** @param {App} app @param {Answer} answer */
function nearest({ lang, model }, { kind, routes: [best], shared }) {
  switch (kind) {
    case "shared": return t(lang.one, shared.length ? "answerShared" : "answerWeaker");
    case "far": {
      const weaker = best.hops.some((hop) => hop.ties.some((tie) => tie.relation.affiliation));
      const most = model.map.analysis.intermediaries;
      const way = t(lang.one, "answerFar", { n: best.entities.length - 2, most });
      return weaker ? `${way} ${t(lang.one, "answerByBases")}` : way;
    }
    default: return t(lang.one, "answerTrail");
  }
}
