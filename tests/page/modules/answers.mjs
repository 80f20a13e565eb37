/** What the page answers for maps: documents in, one after the other, as JSON from standard input; answers out. */

import { readFileSync } from "node:fs";
import { filter } from "../../../src/guanxi_graph/page/scripts/filters.js";
import { readModel } from "../../../src/guanxi_graph/page/scripts/model.js";
import { introductions } from "../../../src/guanxi_graph/page/scripts/paths.js";
import { OPENING } from "../../../src/guanxi_graph/page/scripts/state.js";
import { threeDigits } from "../../../src/guanxi_graph/page/scripts/values.js";

const ids = (things) => things.map((thing) => thing.id);

/** The routes between each two who have links, half of them from the first to the second and half back. */
function allRoutes(model, passes) {
  const linked = model.entities.filter((entity) => entity.links.length);
  return linked.flatMap((one) => linked.filter((other) => other.n > one.n).map((other) => {
    const [from, to] = (one.n + other.n) % 2 ? [other, one] : [one, other];
    const found = introductions(from, to, passes, model.map.analysis);
    return { ends: ids([from, to]), routes: found.map(({ entities, score }) => ({ names: ids(entities), score, told: threeDigits(score) })) };
  }));
}

function answer(document) {
  const model = readModel(document, []);
  const { passes } = filter(model, OPENING);
  return {
    routes: allRoutes(model, passes),
    conflicts: model.conflicts.map(({ claims, settled }) => ({ claims: ids(claims), settled })),
    circles: model.circles.map(ids),
  };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
