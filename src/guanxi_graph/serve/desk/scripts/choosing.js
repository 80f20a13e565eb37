/** Words of a paragraph chosen by the keyboard or the mouse, as they stand there. */

/** Where the words of a text begin and end; Chinese ones too. @param {string} text @param {string} language */
export function wordsIn(text, language) {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: "word" });
  return [...segmenter.segment(text)]
    .filter((each) => each.isWordLike)
    .map((each) => ({ start: each.index, end: each.index + each.segment.length }));
}

/** A place among the text nodes of an element.
 * @param {Element} element @param {number} offset @returns {[Node, number]} */
function placeIn(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  for (let next = node; next; next = walker.nextNode()) {
    node = next;
    const length = next.textContent?.length ?? 0;
    if (left <= length) return [next, left];
    left -= length;
  }
  return [node ?? element, 0];
}

/** @param {Element} element @param {number} start @param {number} end */
export function select(element, start, end) {
  const range = document.createRange();
  range.setStart(...placeIn(element, start));
  range.setEnd(...placeIn(element, end));
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
const HAN = /\p{Script=Han}/u;

/** The part of a text between two places, grown to whole words: a quote that cuts one does not count.
 * @param {string} text @param {number} start @param {number} end */
export function wholeWords(text, start, end) {
  let [first, last] = [start, end];
  while (first < last && /\s/.test(text[first])) first += 1;
  while (last > first && /\s/.test(text[last - 1])) last -= 1;
  while (first > 0 && joins(text[first - 1], text[first])) first -= 1;
  while (last < text.length && last > first && joins(text[last - 1], text[last])) last += 1;
  return text.slice(first, last);
}

/** @param {string} before @param {string} after */
function joins(before, after) {
  return LETTER.test(before) && LETTER.test(after) && !HAN.test(before) && !HAN.test(after);
}
