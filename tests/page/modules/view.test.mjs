import assert from "node:assert/strict";
import { test } from "node:test";
import { tiesAsCsv } from "../../../src/guanxi_graph/page/scripts/csv.js";
import { filter } from "../../../src/guanxi_graph/page/scripts/filters.js";
import { control } from "../../../src/guanxi_graph/page/scripts/geometry.js";
import { overlap, place } from "../../../src/guanxi_graph/page/scripts/labels.js";
import { OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { binned } from "../../../src/guanxi_graph/page/scripts/band.js";
import { look, surroundings } from "../../../src/guanxi_graph/page/scripts/view.js";
import { all, COMPANY, make, PERSON } from "./making.mjs";

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
  assert.equal(counts({ classes: ["Person"] }).ties, 1);
  assert.deepEqual([...counts({ classes: ["Person"], relations: ["founded"] }).classes], [2, 1, 0]); // whichever are ticked
  assert.equal(counts({ classes: ["Person"], relations: ["founded"] }).entities, 2);
});

test("a claim holds within years that it may touch", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: {} }, [
    ["a", "knows", "b", { from: 2001, to: 9999 }],
    ["a", "knows", "b", { from: null, to: 2003 }],
    ["a", "knows", "b", { from: 2005, to: 2006 }],
  ]);
  const passing = (...years) => [...filter(model, { ...OPENING, years }).passes];
  assert.deepEqual(passing(2004, 2004), [1, 0, 0]);
  assert.deepEqual(passing(null, 2000), [0, 1, 0]);
  assert.deepEqual(passing(2006, null), [1, 0, 1]);
});

test("a tie is counted in the year when it began, and in no other", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: {} }, [
    ["a", "knows", "b", { from: 2001, to: 9999 }],
    ["a", "knows", "b", { from: null, to: 2003 }], // nobody knows when
    ["a", "knows", "b", { from: -200000, to: 2006 }], // before the band
  ]);
  const { years, before, unstarted, undated } = filter({ ...model, years: [2000, 2003] }, OPENING).counts;
  assert.deepEqual([...years], [0, 1, 0, 0]);
  assert.deepEqual([before, unstarted, undated], [1, 1, 0]);
});

test("a bar a year, and wider ones where there are many", () => {
  assert.deepEqual(binned([3, 0, 1], 1999).map((bin) => [bin.from, bin.to, bin.n]), [[1999, 1999, 3], [2000, 2000, 0], [2001, 2001, 1]]);
  const bins = binned(new Uint32Array(3001).fill(1), -994);
  assert.ok(bins.length <= 200);
  assert.deepEqual([bins[0].from, bins[0].to, bins[0].n], [-994, -979, 16]);
  assert.equal(bins.at(-1).to, 2006);
  assert.equal(bins.reduce((sum, bin) => sum + bin.n, 0), 3001);
});

test("the surroundings grow with depth", () => {
  const model = make({ a: PERSON, b: PERSON, c: PERSON, d: PERSON }, { knows: {} }, [["a", "knows", "b"], ["c", "knows", "b"], ["c", "knows", "d"]]);
  const ids = (depth) => [...surroundings(model.entity.a, depth, all(model))].map((each) => each.id);
  assert.deepEqual(ids(1), ["a", "b"]);
  assert.deepEqual(ids(3), ["a", "b", "c", "d"]);
});

test("who is chosen outside the opening comes with those of his strongest ties", () => {
  const people = Object.fromEntries(["core", "x", ...Array.from({ length: 14 }, (_, n) => `n${n}`)].map((id) => [id, PERSON]));
  const ties = Array.from({ length: 14 }, (_, n) => ["x", "knows", `n${n}`, { strength: n / 14 }]);
  const model = make(people, { knows: {} }, ties);
  Object.assign(model, { entity: new Map(Object.entries(model.entity)), claim: new Map(), core: new Set(), map: {} });
  model.core.add(model.entity.get("core"));
  const drawn = [...look(model, { ...OPENING, selection: { kind: "entity", ids: ["x"] } }).drawn].map(({ id }) => id);
  assert.deepEqual(drawn.sort(), ["core", "x", ...Array.from({ length: 12 }, (_, n) => `n${n + 2}`)].sort());
});

test("who is expanded brings all whom ties that pass lead to, or his circle, and the address names him alone", () => {
  const model = make({ core: PERSON, x: PERSON, a: PERSON, b: COMPANY }, { knows: {}, founded: {} }, [["x", "knows", "a"], ["x", "founded", "b"]]);
  Object.assign(model, { entity: new Map(Object.entries(model.entity)), claim: new Map(), core: new Set(), map: {} });
  const { entities: [core, x, a] } = model;
  model.core.add(core);
  for (const each of [core, x, a]) each.circle = 0;
  model.circles = [[core, x, a]];
  const drawn = (grown, patch = {}) =>
    [...look(model, { ...OPENING, ...patch, grown }).drawn].map(({ id }) => id).sort().join(" ");
  assert.equal(drawn(["*x"]), "a b core x");
  assert.equal(drawn(["*x"], { relations: ["knows"] }), "a x"); // the filter leaves the core out
  assert.equal(drawn(["~x"]), "a core x");
  assert.equal(drawn(["x", "nobody", ""]), "core x");
});

test("a filter on a large map shows what passes outside of its core too", () => {
  const model = make({ a: PERSON, b: PERSON, c: PERSON, d: PERSON, e: PERSON }, { knows: {}, founded: {} }, [
    ["a", "knows", "b"], ["b", "founded", "c"], ["d", "founded", "e"], ["c", "founded", "d"],
  ]);
  Object.assign(model, { entity: new Map(Object.entries(model.entity)), core: new Set(model.entities.slice(0, 3)) });
  const drawn = (patch) => [...look(model, { ...OPENING, ...patch }).drawn].map((each) => each.id).sort();
  assert.deepEqual(drawn({}), ["a", "b", "c"]);
  assert.deepEqual(drawn({ relations: ["knows"] }), ["a", "b"]);
  assert.deepEqual(drawn({ relations: ["founded"] }), ["b", "c", "d"]); // no more than it opens on, the core first
  assert.deepEqual(drawn({ relations: ["founded"], all: true }), ["b", "c", "d", "e"]);
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

test("a weighty name covers dots that weigh less, as few as it can, and no others", () => {
  const dot = (id, x, y, more = {}) => ({ id, x, y, radius: 4, width: 60, height: 16, ...more });
  const near = [[30, 0], [-30, 0], [0, 20], [0, -16], [45, 20], [45, -20], [-45, 20], [-45, -20]]
    .flatMap(([x, y], n) => [dot(`${n}`, x, y, { width: 4000 }), ...(n === 3 ? [] : [dot(`${n}+`, x + 2, y, { width: 4000 })])]);
  const placed = (wanted) => place(wanted, []).find(({ id }) => id === "a");
  assert.equal(placed([dot("a", 0, 0), ...near]), undefined);
  assert.equal(placed([...near, dot("a", 0, 0, { weighty: true })]), undefined);
  const { x, y } = placed([dot("a", 0, 0, { weighty: true }), ...near]);
  assert.deepEqual([x, y], [-30, -15]); // above, over one dot: elsewhere are two
});

test("labels stay put while the map is dragged", () => {
  const wanted = (dx, dy) => Array.from({ length: 120 }, (_, n) => ({ id: String(n), x: ((n * 37) % 700) + dx, y: ((n * 91) % 500) + dy, radius: 6, width: 60, height: 16 }));
  const ids = (placed) => placed.map((each) => each.id);
  assert.deepEqual(ids(place(wanted(0, 0), [])), ids(place(wanted(53, 17), [])));
});

test("ties as a table that no spreadsheet runs", () => {
  const model = make({ a: PERSON, b: PERSON }, { knows: {} }, [["a", "knows", "b", { reason: '=HYPERLINK("x")', start: "-0205", qualifiers: { role: 'a "b", c' } }]]);
  const named = (name) => tiesAsCsv(model.ties, () => name, "").split("\r\n")[1].split(",")[2];
  assert.deepEqual(["-2+3", "＝1", "+1", "-12"].map(named), ["'-2+3", "'＝1", "'+1", "-12"]);
  const [head, row] = tiesAsCsv(model.ties, (entity) => entity.id.toUpperCase(), "https://example.org/claim/").split("\r\n");
  assert.ok(head.startsWith("\ufeffid,subject,subject_name"));
  assert.equal(row, `a.knows.b.0,a,A,knows,b,B,-0205,,,"role=a ""b"", c",,reported,normal,"'=HYPERLINK(""x"")",,,https://example.org/claim/a.knows.b.0`);
});
