import assert from "node:assert/strict";
import { test } from "node:test";
import { ownersOf } from "../../../src/guanxi_graph/page/scripts/owners-tree.js";
import { circular, holdingsOf, ultimateOwners } from "../../../src/guanxi_graph/page/scripts/ownership.js";
import { all, COMPANY, make, PERSON } from "./making.mjs";

const OWNS = { owns: { holds: "share" }, runs: { holds: "whole" } };
const share = (percent) => ({ qualifiers: { share: String(percent) } });

/** A map of these holdings, all of which last but those that are named. */
function owning(things, ties, ended = []) {
  const model = make(things, OWNS, ties);
  return { ...model, holdings: model.claims.map((claim) => ({ claim, lasts: !ended.includes(claim.n) })) };
}
const told = (model, owned, years = null) =>
  ultimateOwners(holdingsOf(model, { years }, all(model)), model.entity[owned]).map((each) => [each.owner.id, each.share, each.known]);

test("shares are multiplied along a chain and added up over chains", () => {
  const model = owning({ ann: PERSON, a: COMPANY, b: COMPANY, c: COMPANY }, [
    ["ann", "owns", "a", share(50)], ["ann", "owns", "b", share(10)], ["a", "owns", "c", share(40)], ["b", "runs", "c"],
  ]);
  assert.deepEqual(told(model, "c"), [["ann", null, 20]]); // b may hold any part: it is not alone
  assert.deepEqual(told(model, "a"), [["ann", 50, 50]]);
});

test("without chosen years what has ended does not count; of one owner the latest does", () => {
  const model = owning({ ann: PERSON, bo: PERSON, a: COMPANY },
    [["ann", "owns", "a", share(80)], ["bo", "owns", "a", share(5)], ["bo", "owns", "a", share(7)]], [0]);
  assert.deepEqual(told(model, "a"), [["bo", 7, 7]]);
  assert.deepEqual(told(model, "a", [2001, 2002]), [["ann", 80, 80], ["bo", 7, 7]]);
});

test("a circle is marked, ends no search and keeps each thing in one place", () => {
  const model = owning({ ann: PERSON, a: COMPANY, b: COMPANY, c: COMPANY }, [
    ["a", "owns", "b", share(20)], ["b", "owns", "a", share(30)], ["ann", "owns", "a", share(10)], ["b", "owns", "c", share(50)],
  ]);
  const { spots, lines, circles } = ownersOf(model, { years: null }, all(model));
  assert.deepEqual([...circles].map(({ n }) => n), [0, 1]);
  assert.deepEqual(spots.map(({ of }) => of.id).sort(), ["a", "ann", "b", "c"]);
  assert.equal(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size, 4);
  assert.equal(lines.find(({ ties }) => ties.length === 2).words, "↺ 20 % ↺ 30 %");
  assert.deepEqual(told(model, "c").map(([id]) => id), ["ann"]);
});

test("what leads from one circle to another leads back to neither", () => {
  const names = ["a", "b", "c", "d", "e"];
  const model = owning(Object.fromEntries(names.map((name) => [name, COMPANY])), [
    ["a", "owns", "b"], ["b", "owns", "a"], ["b", "owns", "c"], ["c", "owns", "d"], ["d", "owns", "e"], ["e", "owns", "c"],
  ]);
  assert.deepEqual([...circular(holdingsOf(model, { years: null }, all(model)))].map(({ n }) => n).sort(), [0, 1, 3, 4, 5]);
});

test("a chain of owners may be as long as a map has companies", () => {
  const names = Array.from({ length: 20000 }, (_, n) => `c${n}`);
  // Told from the far end, so that nothing comes in the order in which it is owned.
  const ties = names.slice(1).map((name, n) => [names[n], "owns", name]).reverse();
  const model = owning(Object.fromEntries(names.map((name) => [name, COMPANY])), ties);
  const { spot, circles } = ownersOf(model, { years: null }, all(model));
  assert.equal(circles.size, 0);
  for (const [n, name] of names.entries()) assert.equal(spot(model.entity[name]).x, 260 * n);
});

test("who owns stands left of what is owned", () => {
  const model = owning({ ann: PERSON, bo: PERSON, a: COMPANY, b: COMPANY }, [
    ["ann", "owns", "a", share(60)], ["bo", "owns", "b", share(40)], ["a", "owns", "b", share(60)],
  ]);
  const { spot, lines } = ownersOf(model, { years: null }, all(model));
  for (const { from, to } of lines) assert.ok(from.x < to.x);
  assert.equal(spot(model.entity.bo).x, spot(model.entity.a).x); // as near as can be
  assert.equal(circular(holdingsOf(model, { years: null }, all(model))).size, 0);
});
