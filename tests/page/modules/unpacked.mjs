/** What the page makes of documents, as JSON from standard input: everything that they tell of claims, entities and sources. */

import { readFileSync } from "node:fs";
import { readModel } from "../../../src/guanxi_graph/page/scripts/model.js";
import { referenceLine } from "../../../src/guanxi_graph/page/scripts/sentences.js";

async function unpacked(document) {
  const { claims, entities, sources, links } = await readModel(document, []);
  const plain = ({ subject, relation, object, cites, ...told }) =>
    ({ ...told, cites: cites.map(({ source, ...rest }) => [source.id, rest]) });
  const name = ({ id }) => id;
  return {
    claims: claims.map(plain),
    entities: entities.map(({ id, cls, description, aliases, readings, same }) =>
      ({ id, cls: cls.id, description, aliases, readings, same })),
    links: links.map((link) => ({ ...link, ends: link.ends.map(name), claims: link.claims.map(name) })),
    references: sources.map((source) => referenceLine({ source, locator: "" })),
  };
}

const documents = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(await Promise.all(documents.map(unpacked))));
