/** Words that may have been meant by one that is mistyped. */

/** The words that a slip or two may have made it of, each with how many slips: a letter too many, missing, wrong, or two
 * that changed places. The end of a word need not be typed yet. Of short words all others would be near: one slip up
 * to five letters, none below three. @param {string} word @param {Iterable<string>} words @returns {Map<string, number>} */
export function near(word, words) {
  const most = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
  /** @type {Map<string, number>} */
  const found = new Map();
  if (!most) return found;
  // Many words begin alike.
  /** @type {Map<string, number>} */
  const known = new Map();
  for (const each of words) {
    if (each.length < word.length - most || !isLikely(word, each)) continue;
    const typed = each.slice(0, word.length + most);
    const slips = known.get(typed) ?? slipsIn(word, typed, most);
    known.set(typed, slips);
    if (slips <= most) found.set(each, slips);
  }
  return found;
}

/** As the word itself or as its beginning. @param {string} word @param {string} typed @param {number} most */
function slipsIn(word, typed, most) {
  return Math.min(distance(word, typed, most), distance(word, typed.slice(0, word.length), most));
}

/** A slip seldom changes the first letter; where it does, the second is right or both are there in another order.
 * @param {string} word @param {string} other */
function isLikely(word, other) {
  return word[0] === other[0] || word[1] === other[1] || (word[0] === other[1] && word[1] === other[0]);
}

/** How many slips lie between two words; `most` + 1 when there are more (Damerau, restricted to neighbours).
 * @param {string} one @param {string} other @param {number} most */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[][]} */
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = last[j - 1] + Number(one[i - 1] !== other[j - 1]);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, wrong);
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (turned) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}
