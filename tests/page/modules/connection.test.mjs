import assert from "node:assert/strict";
import { test } from "node:test";
import { connection } from "../../../src/guanxi_graph/page/scripts/connection.js";
import { filter } from "../../../src/guanxi_graph/page/scripts/filters.js";
import { OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { CITY, COMPANY, make, PERSON } from "./making.mjs";

/** a knows b, who knows c; c and d are of one firm and one town; e stands alone. */
function map() {
  const affiliation = { affiliation: true };
  const model = make(
    { a: PERSON, b: PERSON, c: PERSON, d: PERSON, e: PERSON, firm: COMPANY, town: CITY },
    { knows: { base: "friend" }, worksAt: affiliation, bornIn: { ...affiliation, event: true } },
    [
      ["a", "knows", "b", { from: 2001, to: 2003, plain: true }],
      ["b", "knows", "c", { from: 2005, to: 2006, plain: true }],
      ["c", "worksAt", "firm", { plain: true }],
      ["d", "worksAt", "firm", { plain: true }],
      ["c", "bornIn", "town", { plain: true }],
      ["d", "bornIn", "town", { plain: true }],
    ],
  );
  model.map = { analysis: { introduction_decay: 0.8, intermediaries: 3, affiliation: 0.5 } };
  const sure = [null, null, [2000, 2004], [2003, 2009], [1970, 1970], [1971, 1971]];
  for (const claim of model.claims) {
    const { subject, object, relation } = claim;
    claim.sure = sure[claim.n];
    if (relation.affiliation) subject.stands.push({ claim, base: object });
    if (object.cls === CITY) continue;
    const link = { ends: [subject, object], strength: 0.5, tied: relation.affiliation ? 0 : 0.5, claims: [claim] };
    for (const end of link.ends) end.links.push(link);
  }
  return model;
}

function asked(from, to, patch = {}) {
  const model = map();
  const state = { ...OPENING, ...patch };
  return connection(model.entity[from], model.entity[to], model, state, filter(model, state).passes);
}

test("each kind of answer", () => {
  assert.deepEqual(asked("a", "c").routes.map(({ entities }) => entities.map((each) => each.id)), [["a", "b", "c"]]);
  const both = asked("c", "d");
  assert.equal(both.kind, "shared");
  assert.deepEqual(both.shared.map(({ base, years }) => [base.id, years]), [["firm", 2], ["town", null]]);
  assert.deepEqual(both.routes, []); // the way through the firm is told as the firm that they share
  assert.deepEqual(asked("b", "d").routes.map(({ entities }) => entities.map((each) => each.id)), [["b", "c", "firm", "d"]]);
  const town = asked("a", "town");
  assert.deepEqual([town.kind, town.trail.map((step) => step.to.id)], ["trail", ["b", "c", "town"]]);
  assert.deepEqual([asked("a", "e").kind, asked("a", "e").parts], ["apart", [6, 1]]);
  assert.equal(asked("a", "a").kind, "same");
});

test("what is filtered away is found, with the filters that hide it", () => {
  assert.deepEqual([asked("a", "b", { years: [2004, 2009] }).kind, asked("a", "b", { years: [2004, 2009] }).without], ["introduced", ["years"]]);
  assert.deepEqual(asked("a", "b", { relations: ["worksAt"], confidence: 2 }).without, ["relations", "confidence"]);
  assert.deepEqual(asked("a", "b", { relations: ["worksAt"], confidence: 1 }).without, ["relations"]);
  assert.deepEqual(asked("c", "d", { relations: ["bornIn"] }).shared.map(({ base }) => base.id), ["town"]);
  assert.deepEqual(asked("a", "e", { confidence: 2 }).without, []);
});
