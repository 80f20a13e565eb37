/** What joins two who are not tied, in words: "through Tencent, 1998–2001". */

import { yearMark } from "./dates.js";
import { nameOf } from "./names.js";
import { t } from "./strings.js";

/** @param {Language} lang @param {Join} join @param {number} [others] how many more join the two */
export function joinWords(lang, { base, years }, others = 0) {
  const { one } = lang;
  const when = years ? [...new Set(years)].map((year) => yearMark(year, one)).join("–") : "";
  const words = [t(one, "through", { name: nameOf(base, one) }), when].filter(Boolean).join(one.texts.comma);
  return others ? `${words} +${others}` : words;
}
