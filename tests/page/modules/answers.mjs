/** What the page answers for maps: documents in, one after the other, as JSON from standard input; answers out. */

import { readFileSync } from "node:fs";
import { connection } from "../../../src/guanxi_graph/page/scripts/connection.js";
import { filter } from "../../../src/guanxi_graph/page/scripts/filters.js";
import { readModel } from "../../../src/guanxi_graph/page/scripts/model.js";
import { OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { threeDigits } from "../../../src/guanxi_graph/page/scripts/values.js";

const ids = (things) => things.map((thing) => thing.id);

/** Of how many pairs one is asked about. */
const EVERY = Number(process.argv[2] ?? 1);

/** What joins each two, one to itself too; half of them from the first to the second and half back. */
function allAnswers(model, passes) {
  const pairs = model.entities.flatMap((one) => model.entities.filter((other) => other.n >= one.n).map((other) =>
    (one.n + other.n) % 2 ? [other, one] : [one, other]));
  return pairs.filter((_, place) => place % EVERY === 0).map(([from, to]) => told(connection(from, to, model, OPENING, passes)));
}

function told({ kind, ends, routes, shared, trail, parts }) {
  return {
    kind, ends: ids(ends), parts,
    routes: routes.map(({ entities, score }) => ({ names: ids(entities), score, told: threeDigits(score) })),
    shared: shared.map(({ base, years, claims }) => [base.id, years, claims.map(ids)]),
    trail: trail.map(({ from, to, ties }) => [from.id, to.id, ids(ties)]),
  };
}

async function answer(document) {
  const model = await readModel(document, []);
  const { passes } = filter(model, OPENING);
  return {
    connections: allAnswers(model, passes),
    conflicts: model.conflicts.map(({ claims, settled }) => ({ claims: ids(claims), settled })),
    circles: model.circles.map(ids),
  };
}

process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(readFileSync(0, "utf8")).map(answer))));
