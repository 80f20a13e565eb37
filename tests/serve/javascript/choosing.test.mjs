// Words of a text as one means them: whole ones, Chinese ones too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeWords, wordsIn } from "../../../src/guanxi_graph/serve/desk/scripts/choosing.js";

for (const [text, chosen, whole] of [
  ["Ida Lund founded it.", "da Lund foun", "Ida Lund founded"],
  ["Ida Lund founded it.", " Lund ", "Lund"],
  ["in 1884, of 1,200 sheets", "88", "1884"],
  ["王兴创办了校内网", "创办", "创办"],
  ["他在Facebook工作", "cebook工", "Facebook工"],
  ["café au lait", "caf", "café"],
  ["a — b", " ", ""],
]) {
  test(`${chosen} of ${text}`, () => {
    const start = text.indexOf(chosen);
    assert.equal(wholeWords(text, start, start + chosen.length), whole);
  });
}

test("words are told apart in scripts that do not part them", () => {
  const text = "王兴 created 校内网, in 2005.";
  const words = wordsIn(text, "zh-Hans").map(({ start, end }) => text.slice(start, end));
  assert.equal(words.join(""), "王兴created校内网in2005");
});
