import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, NOTHING, one, selectedClaim, selectedEntities } from "../../../src/guanxi_graph/page/scripts/selection.js";
import { decode, encode, OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { stepView } from "../../../src/guanxi_graph/page/scripts/story.js";

const isClaim = (id) => id.includes(".");

test("the address says the view, and gives it back", () => {
  const state = {
    ...OPENING, selection: chosen("entity", "wang-xing"), years: [null, 2005], classes: ["Person", "Company"],
    relations: [], undated: false, lang: "zh", hidden: ["a,b", "c&d"], camera: [-120, 40, 1.5],
  };
  assert.deepEqual(decode(`#${encode(state)}`, isClaim), state);
  assert.equal(encode(OPENING), "");
  assert.equal(encode({ ...OPENING, selection: chosen("entity", "renren"), years: [null, 2005] }), "select=renren&years=*,2005");
  const nonsense = "#nonsense&step=x&years=a,b&constructor=1&selection=x&%&select=%E0%A4%A";
  assert.deepEqual(decode(nonsense, isClaim), { ...OPENING, selection: chosen("entity", "%E0%A4%A") });
});

test("each kind of selection has its word, and older addresses still lead there", () => {
  const meanings = {
    "select=renren": chosen("entity", "renren"),
    "select=a.knows.b": chosen("claim", "a.knows.b"),
    "pair=a,b": chosen("pair", "a", "b"),
    "pair=a,b,a.knows.b": chosen("pair", "a", "b", "a.knows.b"),
    "connect=a": chosen("connect", "a"),
    "connect=,b": chosen("connect", "", "b"),
    "connect=a,b": chosen("connect", "a", "b"),
  };
  for (const [hash, selection] of Object.entries(meanings)) {
    assert.deepEqual(decode(hash, isClaim).selection, selection);
    assert.equal(encode({ ...OPENING, selection }), hash);
  }
  assert.deepEqual(decode("select=a.knows.b&pair=a,b", isClaim).selection, chosen("pair", "a", "b", "a.knows.b"));
  assert.deepEqual(decode("years=-9999,2005", isClaim).years, [null, 2005]);
  assert.deepEqual(decode("years=2005,9999", isClaim).years, [2005, null]);
});

test("no number of an address is taken as it comes", () => {
  const read = (hash) => decode(hash, isClaim);
  assert.equal(read("depth=1e12").depth, 3);
  assert.equal(read("depth=-1").depth, 1);
  assert.equal(read("depth=1.6").depth, 2);
  assert.equal(read("depth=").depth, 1);
  assert.equal(read("depth=Infinity").depth, 1);
  assert.equal(read("confidence=7").confidence, 2);
  assert.equal(read("sources=1e9").sources, 3);
  assert.deepEqual(read("years=-1e300,1e300").years, [-1e9, 1e9]);
  assert.equal(read("camera=1,2").camera, null);
  assert.equal(read("camera=1,2,0").camera, null);
  assert.deepEqual(read("camera=1e99,2,1.5").camera, [1e6, 2, 1.5]);
});

test("what is selected is drawn: the ends of a claim too", () => {
  const [a, b] = [{ id: "a" }, { id: "b" }];
  const claim = { id: "a.knows.b", subject: a, object: b };
  const model = { entity: new Map([["a", a], ["b", b]]), claim: new Map([[claim.id, claim]]) };
  const where = (selection) => ({ model, state: { ...OPENING, selection } });
  assert.deepEqual(one(model, "a"), chosen("entity", "a"));
  assert.deepEqual(one(model, "a.knows.b"), chosen("claim", "a.knows.b"));
  assert.equal(one(model, ""), NOTHING);
  assert.deepEqual(selectedEntities(where(one(model, "a.knows.b"))), [a, b]);
  assert.deepEqual(selectedEntities(where(chosen("connect", "b", "nobody"))), [b]);
  assert.equal(selectedClaim(where(chosen("pair", "a", "b", "a.knows.b"))), claim);
  assert.equal(selectedClaim(where(chosen("pair", "a", "b"))), null);
});

test("a story's step sets the whole view, in the years that it was given", () => {
  const model = { claim: new Map([["a.knows.b", {}]]) };
  const story = { id: "s", steps: [{ years: [-12000, null] }, { select: "a.knows.b", show: ["a"] }, { connect: ["a", "b"] }] };
  assert.deepEqual(stepView(model, story, 0).years, [-12000, null]);
  assert.deepEqual(stepView(model, story, 1).selection, chosen("claim", "a.knows.b"));
  assert.equal(stepView(model, story, 1).years, null);
  assert.deepEqual(stepView(model, story, 99).selection, chosen("connect", "a", "b"));
  assert.equal(stepView(model, story, 99).step, 2);
});
