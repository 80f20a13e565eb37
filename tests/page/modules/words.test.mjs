import assert from "node:assert/strict";
import { test } from "node:test";
import { begunBy, spell, when, yearMark } from "../../../src/guanxi_graph/page/scripts/dates.js";
import { label } from "../../../src/guanxi_graph/page/scripts/names.js";
import { money, number, threeDigits, withUnit } from "../../../src/guanxi_graph/page/scripts/values.js";
import { languageFor, t } from "../../../src/guanxi_graph/page/scripts/strings.js";
import { both, en, fr, zh } from "./speech.mjs";
import { text } from "../../../src/guanxi_graph/page/scripts/svg.js";

test("measures have three significant digits, as in the commands", () => {
  const told = {
    0: "0", 0.012345: "0.0123", 0.5: "0.500", 0.3125: "0.313", 0.99961: "1.00", 1: "1.00", 59.247: "59.2", 1234.5: "1235",
  };
  for (const [measure, words] of Object.entries(told)) assert.equal(threeDigits(Number(measure)), words);
});

test("words are in the number that is told, as each language counts", () => {
  const ties = (lang, n) => t(lang, "ties", { n });
  assert.deepEqual([0, 1, 2, 1234].map((n) => ties(en, n)), ["0 ties", "1 tie", "2 ties", "1,234 ties"]);
  assert.deepEqual([0, 1, 2, 2_000_000].map((n) => ties(fr, n).replace(/\s/g, " ")), ["0 lien", "1 lien", "2 liens", "2 000 000 liens"]);
  assert.equal(ties(zh, 1), "1 条关系");
  const polish = { ...en, tag: "pl", texts: { ties: "{n} {n:więź|więzi|więzi i|więzi o}" } };
  assert.deepEqual([1, 2, 5, 1.5].map((n) => ties(polish, n)), ["1 więź", "2 więzi", "5 więzi i", "1,5 więzi o"]);
  assert.equal(t({ ...zh, texts: en.texts }, "ties", { n: 5 }), "5 ties"); // what a language leaves to English
});

test("dates are spelled as they were written", () => {
  const spelled = {
    "2005": ["2005", "2005年"],
    "2005-12": ["December 2005", "2005年12月"],
    "2005-12-08": ["8 December 2005", "2005年12月8日"],
    "1998~": ["about 1998", "约 1998年"],
    "2000?": ["perhaps 2000", "或为 2000年"],
    "1984%": ["perhaps about 1984", "或约 1984年"],
    "200X": ["the 2000s", "2000年代"],
    "19XX": ["the 1900s", "20世纪"],
    "2005-21": ["spring 2005", "2005年春"],
    "2005-XX": ["2005", "2005年"],
    "-0205": ["206 BC", "公元前206年"],
    "0220": ["220", "220年"],
    "[..1890]": ["by 1890", "1890年或更早"],
    "[1890-05..]": ["May 1890 or later", "1890年5月或更晚"],
    "[1905..1912]": ["between 1905 and 1912", "1905年至1912年之间"],
    "[-0205..-0200]": ["between 206 BC and 201 BC", "公元前206年至公元前201年之间"],
    "[1905,1907-03]": ["1905 or March 1907", "1905年或1907年3月"],
    "[..1890,1895]": ["by 1890 or 1895", "1890年或更早或1895年"],
  };
  for (const [written, [english, chinese]] of Object.entries(spelled)) {
    assert.equal(spell(written, en), english);
    assert.equal(spell(written, zh), chinese);
  }
});

test("the years of an axis", () => {
  assert.deepEqual([2005, 1, 0, -987].map((year) => yearMark(year, en)), ["2005", "1", "1 BC", "988 BC"]);
  assert.equal(yearMark(-987, zh), "公元前988年");
});

test("when a claim holds, in words", () => {
  const claim = (fields, event = false) => ({ start: "", end: "", at: "", object: {}, relation: { event }, ...fields });
  assert.equal(when(claim({ start: "2005-12", end: "2007-07" }), en), "from December 2005 to July 2007");
  assert.equal(when(claim({ start: "2015" }), en), "from 2015");
  assert.equal(when(claim({ start: "2015" }, true), en), "in 2015");
  assert.equal(when(claim({ start: "2015", end: ".." }), en), "since 2015, to this day");
  assert.equal(when(claim({ end: "2001" }), en), "until 2001");
  assert.equal(when(claim({ at: "2018-11-14" }), en), "on 14 November 2018");
  assert.equal(when(claim({ at: "2000?" }), en), "perhaps 2000");
  assert.equal(when(claim({}), en), "");
  assert.equal(when(claim({ start: "2005-12", end: "2007-07" }), zh), "2005年12月至2007年7月");
});

test("French says a day, a month, a year, a decade and a century each in its own way", () => {
  const at = (written) => when({ start: "", end: "", at: written, object: {}, relation: {} }, fr);
  const said = ["1905-03-04", "1905-03", "1905", "1905~", "190X", "18XX", "1905-21"].map(at);
  assert.deepEqual(said, [
    "le 4 mars 1905", "en mars 1905", "en 1905", "en 1905 environ", "dans les années 1900", "au 19ᵉ siècle",
    "printemps 1905",
  ]);
  assert.equal(when({ start: "1905", end: "1912-07", at: "", object: {}, relation: {} }, fr), "1905 – juillet 1912");
});

test("when a claim holds of which only bounds are told", () => {
  const said = (fields, lang) => when({ start: "", end: "", at: "", object: {}, relation: {}, ...fields }, lang);
  const told = [
    [{ at: "[..1890]" }, "by 1890", "1890年或更早", "au plus tard en 1890"],
    [{ at: "[..1890-05-03]" }, "by 3 May 1890", "1890年5月3日或更早", "au plus tard le 3 mai 1890"],
    [{ at: "[1890..]" }, "1890 or later", "1890年或更晚", "au plus tôt en 1890"],
    [{ at: "[1905..1912]" }, "between 1905 and 1912", "1905年至1912年之间", "entre 1905 et 1912"],
    [{ at: "[1905,1907]" }, "in 1905 or 1907", "1905年或1907年", "en 1905 ou 1907"],
    [{ start: "[..1890]" }, "begun by 1890", "始于1890年或更早", "début : au plus tard en 1890"],
    [{ end: "[1905-03-04..1905-04-05]" }, "ended between 4 March 1905 and 5 April 1905", "止于1905年3月4日至1905年4月5日之间",
      "fin : entre le 4 mars 1905 et le 5 avril 1905"],
    [{ start: "[1890..]", end: ".." }, "begun 1890 or later, to this day", "始于1890年或更晚，至今",
      "début : au plus tôt en 1890, jusqu’à ce jour"],
    [{ start: "[..1890]", end: "1900" }, "begun by 1890, until 1900", "始于1890年或更早，至1900年",
      "début : au plus tard en 1890, jusqu’en 1900"],
  ];
  for (const [fields, ...words] of told) assert.deepEqual([en, zh, fr].map((lang) => said(fields, lang)), words);
});

test("what had begun by a year stands in a table where that year does", () => {
  const by = (fields) => begunBy({ start: "", at: "", ...fields });
  assert.equal(by({ start: "[..1890-05]" }), 1890);
  assert.equal(by({ at: "[..-0205]" }), -205);
  for (const fields of [{}, { start: "1890" }, { at: "[1890..]" }, { start: "[1890,1891]" }]) assert.equal(by(fields), null);
});

test("names in the reader's language, and in what there is", () => {
  const labels = { en: "Ma Huateng", "zh-Hans": "马化腾", "zh-Latn-pinyin": "Mǎ Huàténg" };
  assert.equal(label(labels, en), "Ma Huateng");
  assert.equal(label(labels, zh), "马化腾");
  assert.equal(label(labels, both), "Ma Huateng 马化腾");
  assert.equal(label({ en: "AOL" }, zh), "AOL");
  assert.equal(label({ en: "3721", "zh-Hans": "3721" }, both), "3721");
  assert.equal(label({ "zh-Hant": "騰訊" }, en), "騰訊");
  assert.equal(label({ fr: "Pékin" }, zh), "Pékin");
});

test("figures and money as people read them", () => {
  assert.equal(number("170000000", en), "170 million");
  assert.equal(number("170000000", zh), "1.7 亿");
  assert.equal(withUnit("33.9", "%", en), "33.9%");
  assert.equal(withUnit("31000000", "users", en), "31 million users");
  assert.equal(money("USD 20000000", en), "US$20 million");
  assert.equal(money("plenty", en), "plenty");
});

test("a drawing's text cannot leave its element", () => {
  assert.equal(text(`</text><script>&"'\u0000`), "&#60;/text&#62;&#60;script&#62;&#38;&#34;&#39;");
});

test("a text is said in the language, in two shortly, and in English where it is lacking", () => {
  assert.equal(t(fr, "map"), "Carte");
  assert.equal(t(both, "map"), "Map 图谱");
  assert.equal(t(both, "circleOf", { name: "A", n: 2 }), "A and 2 others");
});

test("the language is the address's, else the system's, else the map's first", () => {
  const languages = [en, zh, both];
  assert.equal(languageFor(languages, "zh", "en-GB"), zh);
  assert.equal(languageFor(languages, "both", "en-GB"), both);
  assert.equal(languageFor(languages, "", "zh-TW"), zh);
  assert.equal(languageFor(languages, "", "de"), en);
});

test("a name from right to left does not turn the words around it", () => {
  assert.equal(t(en, "around", { name: "أرسطو" }), "Around \u2068أرسطو\u2069");
  assert.equal(t(en, "around", { name: "Plato" }), "Around Plato");
});
