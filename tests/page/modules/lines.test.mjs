import assert from "node:assert/strict";
import { test } from "node:test";
import { control } from "../../../src/guanxi_graph/page/scripts/geometry.js";
import { linesOf, lookOf } from "../../../src/guanxi_graph/page/scripts/lines.js";
import { partners } from "../../../src/guanxi_graph/page/scripts/tally.js";
import { make, PERSON } from "./making.mjs";

const AT = { a: { x: 0, y: 0 }, b: { x: 1000, y: 0 } };
const height = ({ from, to, bend }) => control(AT[from.id], AT[to.id], bend).y;
const letters = (count) => make(
  { a: PERSON, b: PERSON, c: PERSON }, { wroteTo: {}, knows: { symmetric: true } },
  [...Array.from({ length: count }, (_, n) => (n % 3 ? ["b", "wroteTo", "a"] : ["a", "wroteTo", "b"])), ["a", "knows", "c"]],
);

test("however many ties join two, they are one line, and one partner", () => {
  const model = letters(27);
  const lines = linesOf(model.ties);
  assert.deepEqual(lines.map((line) => [line.from.id, line.to.id, line.ties.length, line.bend]), [["a", "b", 27, 0], ["a", "c", 1, 0]]);
  assert.deepEqual([...partners(model.entity.a)].map((each) => each.id), ["b", "c"]);
});

test("a line of more ties is wider, and has a head for each way that they lead", () => {
  const [[many], [few], [, mutual]] = [27, 2, 1].map((count) => linesOf(letters(count).ties));
  assert.ok(lookOf(many).width > lookOf(few).width);
  assert.deepEqual([lookOf(few).ahead, lookOf(few).back], [true, true]);
  assert.deepEqual([lookOf(mutual).ahead, lookOf(mutual).back], [false, false]);
});

test("a line is dashed or dotted only where all of its ties are", () => {
  const dashes = (...ranks) => {
    const model = make({ a: PERSON, b: PERSON }, { knows: {} }, ranks.map((rank) => ["a", "knows", "b", { rank }]));
    return lookOf(linesOf(model.ties)[0]).dashes;
  };
  assert.equal(dashes(0, 1), null);
  assert.ok(dashes(0, 0));
});

test("an opened pair shows each tie by itself, whichever way it runs; the others stay gathered", () => {
  const model = letters(5);
  const lines = linesOf(model.ties, [model.entity.b, model.entity.a]);
  assert.equal(lines.length, 6);
  assert.equal(new Set(lines.slice(0, 5).map((line) => Math.round(height(line)))).size, 5);
  assert.deepEqual(lines.map((line) => line.id).slice(0, 5), model.ties.slice(0, 5).map((tie) => tie.id));
});

test("of the most that are shown apart none covers another; more stay one line", () => {
  const opened = (count) => {
    const model = letters(count);
    return linesOf(model.ties, [model.entity.a, model.entity.b]).filter((line) => line.to.id !== "c");
  };
  const heights = opened(24).map(height).toSorted((a, b) => a - b);
  assert.equal(heights.length, 24);
  for (const [n, each] of heights.slice(1).entries()) assert.ok(each - heights[n] > 15);
  assert.equal(opened(25).length, 1);
});

test("what leads back to where it comes from is no line and no partner", () => {
  const model = make({ a: PERSON }, { succeeded: {} }, [["a", "succeeded", "a"]]);
  assert.deepEqual(linesOf(model.ties), []);
  assert.equal(partners(model.entity.a).size, 0);
});
