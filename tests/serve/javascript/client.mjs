// Asks an endpoint as a JavaScript programmer would; prints what came as JSON lines.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [endpoint] = process.argv.slice(2);
const fetcher = new SparqlEndpointFetcher();
const print = (value) => console.log(JSON.stringify(value));

const rows = await fetcher.fetchBindings(
  endpoint,
  'SELECT ?who ?name { ?who gx:founded ent:netease ; skos:prefLabel ?name FILTER(langMatches(lang(?name), "zh-Hans")) }',
);
for await (const row of rows) print([row.who.value, row.name.value, row.name.language]);

print(await fetcher.fetchAsk(endpoint, "ASK { ent:ding-lei a gx:Person }"));

const triples = await fetcher.fetchTriples(endpoint, "CONSTRUCT WHERE { ent:ding-lei gx:founded ?x }");
for await (const triple of triples) print([triple.subject.value, triple.predicate.value, triple.object.value]);

try {
  await fetcher.fetchBindings(endpoint, "SELECT * { ?s foof:bar ?o }");
} catch (error) {
  print(error.message.includes("is not declared"));
}
