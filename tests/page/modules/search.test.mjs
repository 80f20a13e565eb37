import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, initials, syllables } from "../../../src/guanxi_graph/page/scripts/fold.js";
import { searcher } from "../../../src/guanxi_graph/page/scripts/search.js";

const variants = new Map([["馬", "马"], ["騰", "腾"]]);

test("folding takes case, tones, widths and variants as equal", () => {
  for (const [one, other] of [["Mǎ Huàténg", "ma huateng"], ["MA3 HUA4TENG2", "ma huateng"], ["馬化騰", "马化腾"], ["ＱＱ", "qq"], ["Lǚ", "lv"], ["Xī'ān", "xi an"], ["Jean-Luc", "jean luc"]]) {
    assert.equal(fold(one, variants), fold(other, variants));
  }
  assert.equal(fold("Kaixin001", variants), "kaixin001");
});

test("pinyin words fall into syllables", () => {
  assert.deepEqual(syllables("huateng"), ["hua", "teng"]);
  assert.deepEqual(syllables("xingwang"), ["xing", "wang"]);
  assert.deepEqual(syllables("nanpeng"), ["nan", "peng"]);
  assert.deepEqual(syllables("danian"), ["da", "nian"]);
  assert.deepEqual(syllables("facebook"), []);
});

test("initials of Chinese and other names", () => {
  assert.equal(initials("ma huateng"), "mht");
  assert.equal(initials("zhang yiming"), "zym");
  assert.equal(initials("oak pacific interactive"), "opi");
});

const entity = (n, labels, aliases = [], readings = [], ties = []) => ({ n, id: `e${n}`, labels, aliases, readings, ties });

test("whole names come before parts, and parts before letters", () => {
  const entities = [
    entity(0, { en: "Tencent" }),
    entity(1, { en: "Ten" }),
    entity(2, { en: "Big Ten Fund" }),
    entity(3, { en: "Lei Jun", "zh-Latn-pinyin": "Léi Jūn" }),
    entity(4, { "zh-Hans": "重庆" }, [], ["chong qing"]),
    entity(5, { en: "Martin Lau" }, ["刘炽平"]),
    entity(6, { "zh-Hans": "曾鸣" }, [], ["ceng ming", "zeng ming"]),
  ];
  const find = searcher({ entities, variants });
  const names = (query) => find(query, 10).map((each) => each.n);
  assert.deepEqual(names("ten"), [1, 0, 2]);
  assert.deepEqual(names("lj"), [3]);
  assert.deepEqual(names("leijun"), [3]);
  assert.deepEqual(names("chongqing"), [4]);
  assert.deepEqual(names("cq"), [4]);
  assert.deepEqual(names("zeng ming"), [6]);
  assert.deepEqual(names("cengming"), [6]);
  assert.deepEqual(names("zm"), [6]);
  assert.deepEqual(names("炽平"), [5]);
  assert.deepEqual(names(""), []);
  assert.deepEqual(names("nobody at all"), []);
});
