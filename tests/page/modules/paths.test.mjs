import assert from "node:assert/strict";
import { test } from "node:test";
import { routes as introductions } from "../../../src/guanxi_graph/page/scripts/paths.js";
import { CITY, COMPANY, link, make, PERSON } from "./making.mjs";

const USUAL = { introduction_decay: 0.8, intermediaries: 3 };
const WEAKER = { weaker: true };
const ways = (routes) => routes.map((route) => route.entities.map((each) => each.id).join(""));

test("fewer in between win over stronger hops: .576 to .549", () => {
  const model = make({ a: PERSON, b: PERSON, m: PERSON, x: PERSON, y: PERSON }, {}, []);
  const passes = link(model, [
    ["a", "b", 0.2],
    ["a", "m", 0.9], ["m", "b", 0.8],
    ["a", "x", 0.95], ["x", "y", 0.95], ["y", "b", 0.95],
  ]);
  const routes = introductions(model.entity.a, model.entity.b, passes, USUAL);
  assert.deepEqual(ways(routes), ["amb", "axyb", "ab"]);
  assert.deepEqual(routes.map((route) => route.score.toFixed(3)), ["0.576", "0.549", "0.200"]);
  assert.equal(routes[0].weakest, 0.8);
  assert.deepEqual(introductions(model.entity.a, model.entity.a, passes, USUAL), []);
});

test("a route leads through go-betweens, a weaker one through shared bases; both end at anybody", () => {
  const model = make({ a: PERSON, b: PERSON, city: CITY, firm: COMPANY }, {}, []);
  const passes = link(model, [["a", "city", 0.5], ["b", "city", 0.5], ["a", "firm", 0.5, 0], ["b", "firm", 0.5, 0]]);
  const { a, b, city, firm } = model.entity;
  assert.deepEqual(ways(introductions(a, b, passes, USUAL)), []);
  const routes = introductions(a, b, passes, USUAL, WEAKER);
  assert.deepEqual(ways(routes), ["acityb", "afirmb"]);
  assert.equal(routes[1].people, false);
  assert.deepEqual(ways(introductions(city, firm, passes, USUAL, WEAKER)), ["cityafirm", "citybfirm"]);
  assert.deepEqual(ways(introductions(city, b, passes, USUAL)), ["cityb"]);
});

test("a link stands while one of its claims passes, with all of its strength, and as a tie without shared bases", () => {
  const model = make({ a: PERSON, b: PERSON }, {}, []);
  const claims = [{ n: 0, strength: 0.3, relation: {} }, { n: 1, strength: 0.4, relation: { affiliation: true } }];
  const ends = [model.entity.a, model.entity.b];
  model.entity.a.links = model.entity.b.links = [{ ends, strength: 0.58, tied: 0.3, claims }];
  const hops = (passes, how) =>
    introductions(...ends, Uint8Array.from(passes), USUAL, how).flatMap((each) => each.hops)
      .map((hop) => [hop.strength, hop.ties.map((tie) => tie.n)]);
  assert.deepEqual(hops([1, 1], WEAKER), [[0.58, [1, 0]]]);
  assert.deepEqual(hops([1, 0], WEAKER), [[0.58, [0]]]);
  assert.deepEqual(hops([1, 1]), [[0.3, [0]]]);
  assert.deepEqual(hops([0, 1]), []);
  assert.deepEqual(hops([0, 0], WEAKER), []);
});

test("the shortest way is found however long, and however weak it is", () => {
  const names = [..."abcdefgh"];
  const model = make(Object.fromEntries(names.map((name) => [name, PERSON])), {}, []);
  const passes = link(model, names.slice(1).map((name, n) => [names[n], name, 0.01]));
  const { a, h } = model.entity;
  assert.deepEqual(ways(introductions(a, h, passes, USUAL)), []);
  assert.deepEqual(ways(introductions(a, h, passes, USUAL, { shortest: true })), ["abcdefgh"]);
  passes[3] = 0;
  assert.deepEqual(introductions(a, h, passes, USUAL, { shortest: true }), []);
});

test("equal routes come in the order of their names, and the search is exact however many there are", () => {
  const names = Array.from({ length: 40 }, (_, n) => `m${String(n).padStart(2, "0")}`);
  const model = make(Object.fromEntries([["a", PERSON], ["b", PERSON], ...names.map((name) => [name, PERSON])]), {}, []);
  const links = names.flatMap((name, n) => [["a", name, n % 2 ? 0.5 : 0.4], [name, "b", n % 2 ? 0.4 : 0.5]]);
  for (const one of names) for (const other of names) if (one < other) links.push([one, other, 1]);
  const routes = introductions(model.entity.a, model.entity.b, link(model, links), { ...USUAL, introduction_decay: 1 });
  assert.deepEqual(ways(routes), ["am01m00b", "am01m00m02b", "am01m00m04b", "am01m00m06b", "am01m00m08b"]);
  assert.deepEqual([...new Set(routes.map((route) => route.score.toFixed(6)))], ["0.250000"]);
});
