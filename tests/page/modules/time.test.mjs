import assert from "node:assert/strict";
import { test } from "node:test";
import { roundYears } from "../../../src/guanxi_graph/page/scripts/band.js";
import { lookOf } from "../../../src/guanxi_graph/page/scripts/lines.js";
import { changeInWords, nextYear } from "../../../src/guanxi_graph/page/scripts/playing.js";
import { moved, widened } from "../../../src/guanxi_graph/page/scripts/window.js";
import { all, make, PERSON } from "./making.mjs";
import { en } from "./speech.mjs";

test("the play goes from a year in which something begins to the next", () => {
  const counts = [0, 2, 0, 0, 1];
  assert.equal(nextYear(counts, 2000, 1999), 2001);
  assert.equal(nextYear(counts, 2000, 2001), 2004);
  assert.equal(nextYear(counts, 2000, 2004), null);
});

test("what begins in a year is told, the strongest first", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: { labels: { en: "knows" } } }, [
    ["a", "knows", "b", { from: 1998, strength: 0.2 }], ["b", "knows", "a", { from: 1998, strength: 0.9 }],
  ]);
  for (const entity of model.entities) entity.labels = { en: entity.id.toUpperCase() };
  const app = { model, view: { passes: all(model) }, lang: en };
  assert.equal(changeInWords(app, 1998), "1998: +2 ties: B knows A; A knows B");
  assert.equal(changeInWords(app, -4), "5 BC: nothing begins");
});

test("the years shown move as a whole as far as the band goes, and widen at their end", () => {
  assert.deepEqual(moved([2001, 2003], 1, [2000, 2005]), [2002, 2004]);
  assert.deepEqual(moved([2001, 2003], 9, [2000, 2005]), [2003, 2005]);
  assert.deepEqual(moved([2001, 2003], -9, [2000, 2005]), [2000, 2002]);
  assert.deepEqual(widened([2001, 2003], 10, [2000, 2005]), [2001, 2005]);
  assert.deepEqual(widened([2001, 2001], -1, [2000, 2005]), [2001, 2001]);
});

test("the years of the band are round as they are said, before Christ too", () => {
  const said = (year) => (year > 0 ? year : `${1 - year} BC`);
  assert.deepEqual(roundYears(-210, 190).map(said), ["200 BC", "150 BC", "100 BC", "50 BC", 50, 100, 150]);
  assert.deepEqual(roundYears(-205, -95).map(said)[0], "195 BC");
  assert.deepEqual([roundYears(2001, 2003), roundYears(2005, 2005)], [[2001, 2002, 2003], [2005]]);
  assert.ok(roundYears(-1e9, 2026).length < 12); // at once, however long the axis
});

test("a line without dates steps back while years are chosen", () => {
  const { ties, entity } = make({ a: PERSON, b: PERSON }, { knows: {} }, [["a", "knows", "b"]]);
  const line = { ties, joins: [], from: entity.a, to: entity.b };
  assert.ok(lookOf({ ...line, faint: true }).opacity < lookOf(line).opacity / 2);
});
