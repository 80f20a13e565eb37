import assert from "node:assert/strict";
import { test } from "node:test";
import { lookOf } from "../../../src/guanxi_graph/page/scripts/lines.js";
import { OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { look } from "../../../src/guanxi_graph/page/scripts/view.js";
import { COMPANY, make, PERSON } from "./making.mjs";

/** Who worked where and in which years surely. */
function staff(posts, ties = []) {
  const people = Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, PERSON]));
  const rows = posts.map(([who, firm, sure]) => [who, "worksAt", firm, sure ? { from: sure[0], to: sure[1], sure } : {}]);
  const model = make({ ...people, x: COMPANY, y: COMPANY }, { worksAt: { affiliation: true }, knows: {} }, [...rows, ...ties]);
  posts.forEach(([who, firm], n) => {
    model.entity[who].stands = [...(model.entity[who].stands ?? []), { claim: model.claims[n], base: model.entity[firm] }];
  });
  for (const entity of model.entities) entity.stands ??= [];
  return Object.assign(model, {
    entity: new Map(Object.entries(model.entity)), core: new Set(model.entities), bubbles: [], circles: [], map: {}, claim: new Map(),
  });
}

const told = (model, patch) => look(model, { ...OPENING, classes: ["Person"], ...patch }).joined
  .map(({ from, to, joins }) => [from.id, to.id, joins.map(({ base, years }) => [base.id, years])]);
const POSTS = [["a", "x", [1998, 2005]], ["b", "x", [2001, 2009]], ["c", "x", [2007, 2010]], ["d", "x"]];

test("two are joined through a firm in the years of both, and where no date tells, but not at different times", () => {
  assert.deepEqual(told(staff(POSTS)), [
    ["a", "b", [["x", [2001, 2005]]]], ["a", "d", [["x", null]]], ["b", "c", [["x", [2007, 2009]]]],
    ["b", "d", [["x", null]]], ["c", "d", [["x", null]]],
  ]);
});

test("only while the firm is not shown, and only who is not tied", () => {
  assert.deepEqual(told(staff(POSTS), { classes: null }), []);
  assert.deepEqual(told(staff(POSTS), { classes: ["Person", "Company"] }), []);
  assert.equal(told(staff(POSTS, [["b", "knows", "a"]])).some(([one, other]) => one === "a" && other === "b"), false);
});

test("the other filters hold for what joins", () => {
  assert.deepEqual(told(staff(POSTS), { years: [2008, 2009], undated: false }).map(([one, other]) => one + other), ["bc"]);
  assert.deepEqual(told(staff(POSTS), { years: [2002, 2006], undated: false }).map(([one, other]) => one + other), ["ab"]);
  assert.deepEqual(told(staff(POSTS), { relations: ["knows"] }), []);
});

test("several bases are one line, of the longest of several posts", () => {
  const model = staff([["a", "x", [1998, 2005]], ["a", "x", [2000, 2001]], ["b", "x", [2000, 2009]], ["a", "y"], ["b", "y"]]);
  assert.deepEqual(told(model), [["a", "b", [["x", [2000, 2005]], ["y", null]]]]);
});

test("it is drawn weaker than any tie", () => {
  const model = staff(POSTS, [["c", "knows", "a", { strength: 0.01 }]]);
  const { joined, ties } = look(model, { ...OPENING, classes: ["Person"] });
  const [tie] = ties.map((each) => lookOf({ from: each.subject, to: each.object, ties: [each], joins: [], bend: 0 }));
  for (const line of joined) assert.ok(lookOf(line).width < tie.width && lookOf(line).opacity < tie.opacity);
});
