/** The years as they play: from one in which something begins to the next, and what that was. */

import { yearMark } from "./dates.js";
import { label, nameOf } from "./names.js";
import { t } from "./strings.js";

/** So many ties are told by name. */
const NAMED = 3;

/** The next year in which a tie begins; null after the last. @param {ArrayLike<number>} counts by year
 * @param {number} first the year of the first count @param {number} after */
export function nextYear(counts, first, after) {
  for (let place = Math.max(0, after - first + 1); place < counts.length; place += 1) {
    if (counts[place]) return first + place;
  }
  return null;
}

/** What begins in the year: "1998: +3 ties: Ma Huateng founded Tencent; …". @param {App} app @param {number} year */
export function changeInWords(app, year) {
  const { model, view, lang } = app;
  const begun = model.ties.filter((tie) => view.passes[tie.n] && tie.from === year);
  const named = begun.sort((a, b) => b.strength - a.strength || a.n - b.n).slice(0, NAMED).map((tie) => words(tie, lang));
  const told = begun.length > NAMED ? [...named, "…"] : named;
  const count = { year: yearMark(year, lang.one), n: begun.length, ties: told.join("; ") };
  return t(lang.one, begun.length ? "yearBegins" : "yearQuiet", count);
}

/** @param {Tie} tie @param {Language} lang */
function words({ subject, relation, object }, { one }) {
  return `${nameOf(subject, one)} ${label(relation.labels, one)} ${nameOf(object, one)}`;
}
