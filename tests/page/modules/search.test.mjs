import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, initials, syllables } from "../../../src/guanxi_graph/page/scripts/fold.js";
import { makeIndex } from "../../../src/guanxi_graph/page/scripts/name-index.js";
import { rowSearcher } from "../../../src/guanxi_graph/page/scripts/row-search.js";
import { distance, near } from "../../../src/guanxi_graph/page/scripts/slips.js";

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
  const { find } = makeIndex({ entities, variants });
  const names = (query) => find(query, 10).entities.map((each) => each.n);
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

const FAMOUS = [
  entity(0, { en: "Ma Huateng", "zh-Hans": "马化腾", "zh-Latn-pinyin": "Mǎ Huàténg" }, ["Pony Ma"]),
  entity(1, { en: "Tencent", "zh-Hans": "腾讯", "zh-Latn-pinyin": "Téngxùn" }),
  entity(2, { en: "Renren", "zh-Hans": "人人网" }, [], ["ren ren wang"]),
  entity(3, { en: "Wang Xing", "zh-Hans": "王兴" }, [], ["wang xing"]),
  entity(4, { en: "Meituan", "zh-Hans": "美团" }, [], ["mei tuan"]),
  entity(5, { "zh-Hans": "中国银行" }, [], ["zhong guo yin hang"]),
];

test("slips and another order of the words are forgiven, where nothing is called so", () => {
  const { find } = makeIndex({ entities: FAMOUS, variants });
  const found = (query) => [find(query, 10).entities.map((each) => each.n)[0], find(query, 10).meant];
  for (const query of ["ma huatang", "Ma Huatneg", "mahuatang", "pnoy ma"]) assert.deepEqual(found(query), [0, true], query);
  assert.deepEqual(found("huateng ma"), [0, false]);
  assert.deepEqual(found("Tencnet"), [1, true]);
  assert.deepEqual(found("tencn"), [1, true]); // not typed to its end
  assert.deepEqual(found("Renrn"), [2, true]);
  assert.deepEqual(found("yinhang"), [5, false]);
  assert.deepEqual(find("zz", 10), { entities: [], meant: false });
  assert.deepEqual(find("nobody at all", 10), { entities: [], meant: false });
});

test("a slip is a letter too many, missing, wrong, or two that changed places", () => {
  for (const word of ["renrren", "rnren", "rendren", "rerenn", "ernren"]) assert.equal(distance(word, "renren", 2) <= 2, true, word);
  assert.equal(distance("tencnet", "tencent", 2), 1);
  assert.equal(distance("tencent", "alibaba", 2), 3);
  assert.deepEqual([...near("wanx", ["wang", "want", "wagner", "han"])], [["wang", 1], ["want", 1]]);
  assert.equal(near("wx", ["wa"]).size, 0);
});

test("rows hold each word in any column, by any name; else what may be meant", () => {
  const [ma, tencent, , wang, meituan] = FAMOUS;
  const [founded, heads] = [{ labels: { en: "founded", "zh-Hans": "创办" } }, { labels: { en: "heads" } }];
  const source = { publisher: "South China Post", title: "A giant" };
  for (const each of FAMOUS) each.cls = { labels: { en: each.n % 2 ? "company" : "person" } };
  const claim = (n, subject, relation, object, more = {}) =>
    ({ n, subject, relation, object, value: "", qualifiers: {}, start: "", end: "", at: "", note: "", cites: [], ...more });
  const claims = [
    claim(0, ma, founded, tencent, { start: "1998", cites: [{ source, locator: "p. 94" }] }),
    claim(1, wang, heads, meituan, { qualifiers: { role: "chief executive" }, note: "Both say it, 关系." }),
    claim(2, ma, heads, tencent),
  ];
  const model = { entities: FAMOUS, relations: [founded, heads], classes: FAMOUS.map((each) => each.cls), sources: [source], variants };
  const search = rowSearcher(model, makeIndex(model));
  const rows = (query) => search({ areClaims: true, rows: claims }, query).rows.map((each) => each.n);
  for (const query of ["teng xun", "tx", "腾讯", "mht"]) assert.deepEqual(rows(query), [0, 2], query);
  assert.deepEqual(rows("founded tencent"), [0]);
  assert.deepEqual(rows("tencent 创办"), [0]);
  assert.deepEqual(rows("wang xing meituan"), [1]);
  assert.deepEqual(rows("executive"), [1]);
  assert.deepEqual(rows("1998 china post"), [0]);
  assert.deepEqual(rows("post p. 94"), [0]);
  assert.deepEqual(rows("关系 both"), [1]);
  assert.deepEqual(rows(""), [0, 1, 2]);
  assert.deepEqual(search({ areClaims: true, rows: claims }, "fuonded tencnet").meant, "founded tencent");
  assert.deepEqual(rows("fuonded tencnet"), [0]);
  assert.deepEqual(search({ areClaims: false, rows: FAMOUS }, "company").rows.map((each) => each.n), [1, 3, 5]);
});
