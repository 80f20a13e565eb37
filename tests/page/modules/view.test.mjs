import assert from "node:assert/strict";
import { test } from "node:test";
import { tiesAsCsv } from "../../../src/guanxi_graph/page/scripts/csv.js";
import { filter } from "../../../src/guanxi_graph/page/scripts/filters.js";
import { bends, control } from "../../../src/guanxi_graph/page/scripts/geometry.js";
import { overlap, place } from "../../../src/guanxi_graph/page/scripts/labels.js";
import { introductions } from "../../../src/guanxi_graph/page/scripts/paths.js";
import { decode, encode, OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { surroundings } from "../../../src/guanxi_graph/page/scripts/view.js";

const PERSON = { id: "Person", n: 0, agent: true, kinds: ["Person", "Thing"] };
const COMPANY = { id: "Company", n: 1, agent: true, kinds: ["Company", "Organization", "Thing"] };
const CITY = { id: "Place", n: 2, agent: false, kinds: ["Place", "Thing"] };

/** A small map: entities by class, ties as [from, relation, to, fields]. */
function make(classes, relations, ties) {
  const entity = Object.fromEntries(Object.entries(classes).map(([id, cls], n) => [id, { n, id, cls, ties: [], claims: [] }]));
  const kinds = Object.fromEntries(Object.entries(relations).map(([id, fields], n) => [id, { id, n, ...fields }]));
  const claims = ties.map(([from, relation, to, fields = {}], n) => ({
    n, id: `${from}.${relation}.${to}.${n}`, subject: entity[from], object: entity[to], relation: kinds[relation],
    from: null, to: null, strength: 0.5, confidence: 1, rank: 1, rule: "", lineages: 1, cites: [], qualifiers: {}, start: "", end: "", at: "", reason: "", ...fields,
  }));
  for (const claim of claims) {
    claim.subject.ties.push(claim);
    claim.object.ties.push(claim);
  }
  return { entity, entities: Object.values(entity), claims, ties: claims, relations: Object.values(kinds), classes: [PERSON, COMPANY, CITY], years: [2000, 2020] };
}

const all = (model) => new Uint8Array(model.claims.length).fill(1);

test("the address says the view, and gives it back", () => {
  const state = { ...OPENING, select: "wang-xing", years: [-9999, 2005], classes: ["Person", "Company"], relations: [], undated: false, lang: "zh", hidden: ["a,b", "c&d"] };
  assert.deepEqual(decode(`#${encode(state)}`), state);
  assert.equal(encode(OPENING), "");
  assert.equal(encode({ ...OPENING, select: "renren" }), "select=renren");
  assert.deepEqual(decode("#nonsense&step=x&years=a,b&constructor=1&%&select=%E0%A4%A"), { ...OPENING, select: "%E0%A4%A" });
});

test("each filter's counts are those under the other filters", () => {
  const model = make({ a: PERSON, b: PERSON, c: COMPANY }, { knows: { base: "friend" }, founded: {} }, [
    ["a", "knows", "b", { from: 2001, to: 2001 }],
    ["a", "founded", "c", { from: 2005, to: 2005 }],
    ["b", "founded", "c"],
  ]);
  const counts = (patch) => filter(model, { ...OPENING, ...patch }).counts;
  assert.deepEqual([...counts({}).relations], [1, 2]);
  assert.deepEqual([...counts({ relations: ["knows"] }).relations], [1, 2]); // its own filter does not count
  assert.deepEqual([...counts({ years: [2004, 2006] }).relations], [0, 2]); // the undated one is in
  assert.deepEqual([...counts({ years: [2004, 2006], undated: false }).relations], [0, 1]);
  assert.equal(counts({ years: [2004, 2006], undated: false }).undated, 1);
  assert.deepEqual([...counts({ relations: ["knows"] }).classes], [2, 0, 0]);
  assert.equal(counts({ classes: ["Person"] }).passing, 1);
});

test("a claim holds within years that it may touch", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: {} }, [
    ["a", "knows", "b", { from: 2001, to: 9999 }],
    ["a", "knows", "b", { from: null, to: 2003 }],
    ["a", "knows", "b", { from: 2005, to: 2006 }],
  ]);
  const passing = (...years) => [...filter(model, { ...OPENING, years }).passes];
  assert.deepEqual(passing(2004, 2004), [1, 0, 0]);
  assert.deepEqual(passing(-9999, 2000), [0, 1, 0]);
  assert.deepEqual(passing(2006, 9999), [1, 0, 1]);
});

test("the surroundings grow with depth", () => {
  const model = make({ a: PERSON, b: PERSON, c: PERSON, d: PERSON }, { knows: {} }, [["a", "knows", "b"], ["c", "knows", "b"], ["c", "knows", "d"]]);
  const ids = (depth) => [...surroundings(model.entity.a, depth, all(model))].map((each) => each.id);
  assert.deepEqual(ids(1), ["a", "b"]);
  assert.deepEqual(ids(3), ["a", "b", "c", "d"]);
});

test("fewer in between win over stronger hops: .576 to .549", () => {
  const model = make({ a: PERSON, b: PERSON, m: PERSON, x: PERSON, y: PERSON }, { knows: { base: "friend" } }, [
    ["a", "knows", "b", { strength: 0.2 }],
    ["a", "knows", "m", { strength: 0.9 }], ["m", "knows", "b", { strength: 0.8 }],
    ["a", "knows", "x", { strength: 0.95 }], ["x", "knows", "y", { strength: 0.95 }], ["y", "knows", "b", { strength: 0.95 }],
  ]);
  const routes = introductions(model.entity.a, model.entity.b, all(model));
  assert.deepEqual(routes.map((route) => route.entities.map((each) => each.id).join("")), ["amb", "axyb", "ab"]);
  assert.deepEqual(routes.map((route) => route.score.toFixed(3)), ["0.576", "0.549", "0.200"]);
  assert.equal(routes[0].weakest, 0.8);
});

test("strengths add up over bases, and only the best of one base counts", () => {
  const model = make({ a: PERSON, b: PERSON }, { classmateOf: { base: "classmate" }, alumniWith: { base: "classmate" }, cofounderWith: { base: "colleague" } }, [
    ["a", "classmateOf", "b", { strength: 0.1362 }], ["b", "alumniWith", "a", { strength: 0.1 }], ["a", "cofounderWith", "b", { strength: 0.5959 }],
  ]);
  assert.equal(introductions(model.entity.a, model.entity.b, all(model))[0].score.toFixed(4), "0.6509");
});

test("nobody is introduced by a city, nor by what was set aside", () => {
  const model = make({ a: PERSON, b: PERSON, city: CITY, m: PERSON }, { bornIn: { focus: true }, knows: {} }, [
    ["a", "bornIn", "city", { strength: 0 }], ["b", "bornIn", "city", { strength: 0 }],
    ["a", "knows", "m"], ["m", "knows", "b", { rank: 0 }],
  ]);
  assert.deepEqual(introductions(model.entity.a, model.entity.b, all(model)), []);
});

test("an organisation that two share leads from one to the other", () => {
  const model = make({ a: PERSON, b: PERSON, firm: COMPANY }, { worksAt: { focus: true } }, [["a", "worksAt", "firm", { strength: 0 }], ["b", "worksAt", "firm", { strength: 0 }]]);
  const [route] = introductions(model.entity.a, model.entity.b, all(model));
  assert.equal(route.score.toFixed(2), "0.20"); // .5 × .5 × .8
  assert.equal(route.people, false);
});

test("parallel ties are fanned out to both sides, whichever way they run", () => {
  const model = make({ a: PERSON, b: PERSON, c: PERSON }, { knows: {} }, [["a", "knows", "b"], ["b", "knows", "a"], ["a", "knows", "b"], ["a", "knows", "c"]]);
  const bend = bends(model.ties);
  const middles = model.ties.slice(0, 3).map((tie) => {
    const at = { a: { x: 0, y: 0 }, b: { x: 100, y: 0 } };
    return Math.round(control(at[tie.subject.id], at[tie.object.id], bend.get(tie.id)).y);
  });
  assert.equal(new Set(middles).size, 3);
  assert.equal(bend.get(model.ties[3].id), 0);
});

test("a straight line's control point is its middle", () => {
  const { x, y } = control({ x: 0, y: 0 }, { x: 100, y: 40 }, 0);
  assert.deepEqual([Math.round(x), Math.round(y)], [50, 20]);
});

test("labels never cover each other; the weightier one stays", () => {
  const wanted = Array.from({ length: 300 }, (_, n) => ({ id: String(n), x: (n * 37) % 700, y: (n * 91) % 500, radius: 6, width: 40 + (n % 60), height: 16 }));
  const placed = place(wanted, []);
  assert.equal(placed[0].id, "0");
  assert.ok(placed.length > 40);
  for (const [n, one] of placed.entries()) for (const other of placed.slice(n + 1)) assert.ok(!overlap(one.box, other.box));
});

test("labels stay put while the map is dragged", () => {
  const wanted = (dx, dy) => Array.from({ length: 120 }, (_, n) => ({ id: String(n), x: ((n * 37) % 700) + dx, y: ((n * 91) % 500) + dy, radius: 6, width: 60, height: 16 }));
  const ids = (placed) => placed.map((each) => each.id);
  assert.deepEqual(ids(place(wanted(0, 0), [])), ids(place(wanted(53, 17), [])));
});

test("ties as a table that no spreadsheet runs", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: {} }, [["a", "knows", "b", { reason: '=HYPERLINK("x")', start: "-0205", qualifiers: { role: 'a "b", c' } }]]);
  const [head, row] = tiesAsCsv(model.ties, (entity) => entity.id.toUpperCase(), "https://example.org/claim/").split("\r\n");
  assert.ok(head.startsWith("\ufeffid,subject,subject_name"));
  assert.equal(row, `a.knows.b.0,a,A,knows,b,B,-0205,,,"role=a ""b"", c",reported,normal,"'=HYPERLINK(""x"")",,,https://example.org/claim/a.knows.b.0`);
});
