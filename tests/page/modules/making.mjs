/** Small maps for the tests of the modules. */

export const PERSON = { id: "Person", n: 0, between: true, kinds: ["Person", "Thing"] };
export const COMPANY = { id: "Company", n: 1, between: false, kinds: ["Company", "Organization", "Thing"] };
export const CITY = { id: "Place", n: 2, between: false, kinds: ["Place", "Thing"] };

/** A small map: entities by class, ties as [from, relation, to, fields]. */
export function make(classes, relations, ties) {
  const entity = Object.fromEntries(Object.entries(classes).map(([id, cls], n) => [id, { n, id, cls, ties: [], claims: [], links: [], stands: [] }]));
  const kinds = Object.fromEntries(Object.entries(relations).map(([id, fields], n) => [id, { id, n, ...fields }]));
  const claims = ties.map(([from, relation, to, fields = {}], n) => ({
    n, id: `${from}.${relation}.${to}.${n}`, subject: entity[from], object: entity[to], relation: kinds[relation],
    from: null, to: null, strength: 0.5, confidence: 1, rank: 1, rule: "", lineages: 1, cites: [],
    qualifiers: {}, start: "", end: "", at: "", reason: "", ...fields,
  }));
  for (const claim of claims) {
    claim.subject.ties.push(claim);
    claim.object.ties.push(claim);
  }
  return { entity, entities: Object.values(entity), claims, ties: claims, relations: Object.values(kinds), classes: [PERSON, COMPANY, CITY], years: [2000, 2020] };
}

export const all = (model) => new Uint8Array(model.claims.length).fill(1);

/** Links between entities of a model: [from, to, strength, T of their ties], each with one claim of its own. */
export function link(model, links) {
  for (const [n, [from, to, strength, tied = strength]] of links.entries()) {
    const claims = [{ n, strength, relation: { affiliation: tied === 0 } }];
    const made = { ends: [model.entity[from], model.entity[to]], strength, tied, claims };
    for (const end of made.ends) end.links.push(made);
  }
  return new Uint8Array(links.length).fill(1);
}
