/** Introductions: who leads from one to the other, over the links that the map gives.
 *
 * A route scores λ^(those in between) · Π T, as in `guanxi path`, and is found as there: best first, with the exact
 * cost of the rest as its bound, so that the first routes to arrive are the best.
 */

import { Heap } from "./heap.js";

/** Routes by ties lead through go-betweens alone; `weaker` ones through whoever shares a base, too. `shortest`: only
 * the route of the fewest links, however many. @typedef {{ weaker?: boolean, shortest?: boolean, most?: number }} How */
/** @typedef {{ cost: number, bound: number, entities: Entity[], links: Link[] }} Walk */
/** @typedef {{ passes: Uint8Array, decay: number, steps: number, weaker: boolean, cost: (link: Link) => number }} Search */

/** The best routes, best first. @param {Entity} from @param {Entity} to @param {Uint8Array} passes
 * @param {Scoring} parameters @param {How} [how] @returns {Route[]} */
export function routes(from, to, passes, parameters, { weaker = false, shortest = false, most = 5 } = {}) {
  if (from === to) return [];
  const decay = -Math.log(parameters.introduction_decay);
  /** @type {Search} */
  const search = {
    passes, decay, weaker, steps: parameters.intermediaries + 1,
    cost: shortest ? () => 1 : (link) => decay - Math.log(strengthOf(link, weaker)),
  };
  if (shortest) search.steps = fewest(from, to, search);
  const found = [];
  for (const walk of bestFirst(from, to, search)) {
    found.push(route(walk, search, parameters.introduction_decay));
    if (found.length === (shortest ? 1 : most)) break;
  }
  return found;
}

/** Routes that pass nobody twice, cheapest first, equal ones in the order of their names.
 * @param {Entity} from @param {Entity} to @param {Search} search @returns {Iterable<Walk>} */
function* bestFirst(from, to, search) {
  const rest = costsTo(to, search);
  /** @type {Heap<Walk>} */
  const open = new Heap(isBefore);
  open.push({ cost: 0, bound: 0, entities: [from], links: [] });
  for (let walk = open.pop(); walk; walk = open.pop()) {
    const at = walk.entities[walk.entities.length - 1];
    if (at === to) yield walk;
    else for (const next of onward(walk, at, rest, search)) open.push(next);
  }
}

/** The walks that go one link further and can still arrive. @param {Walk} walk @param {Entity} at
 * @param {Map<Entity, number>[]} rest @param {Search} search */
function onward(walk, at, rest, search) {
  const left = rest[search.steps - walk.entities.length];
  const found = [];
  for (const link of at.links) {
    const next = other(link, at);
    const onwards = left?.get(next);
    if (onwards === undefined || !stands(link, search) || walk.entities.includes(next)) continue;
    const cost = walk.cost + search.cost(link);
    const bound = round(cost + onwards);
    found.push({ cost, bound, entities: [...walk.entities, next], links: [...walk.links, link] });
  }
  return found;
}

/** By cost, then by names. @param {Walk} a @param {Walk} b */
function isBefore(a, b) {
  if (a.bound !== b.bound) return a.bound < b.bound;
  for (const [place, entity] of a.entities.entries()) {
    const against = b.entities[place];
    if (entity !== against) return against !== undefined && entity.n < against.n;
  }
  return a.entities.length < b.entities.length;
}

/** For each number of steps, the least cost from an entity to the goal in at most so many.
 * @param {Entity} to @param {Search} search @returns {Map<Entity, number>[]} */
function costsTo(to, search) {
  const sweeps = [new Map([[to, 0]])];
  for (let step = 1; step <= search.steps; step += 1) {
    const before = sweeps[step - 1];
    const now = new Map(before);
    for (const [entity, cost] of before) {
      for (const link of entity.links) {
        const next = other(link, entity);
        if (!isBetween(next, search) || !stands(link, search)) continue;
        const reached = cost + search.cost(link);
        if (reached < (now.get(next) ?? Infinity)) now.set(next, reached);
      }
    }
    sweeps.push(now);
  }
  return sweeps;
}

/** The least number of links, or 0 when there is no way. @param {Entity} from @param {Entity} to
 * @param {Search} search */
function fewest(from, to, search) {
  const reached = new Map([[from, 0]]);
  for (const [entity, steps] of reached) {
    if (entity === to) return steps;
    if (entity !== from && !isBetween(entity, search)) continue;
    for (const link of entity.links) {
      const next = other(link, entity);
      if (stands(link, search) && !reached.has(next)) reached.set(next, steps + 1);
    }
  }
  return 0;
}

/** Whether a route may lead through it. @param {Entity} entity @param {Search} search */
function isBetween(entity, { weaker }) {
  return weaker || entity.cls.between;
}

/** @param {Link} link @param {Entity} end */
function other({ ends: [one, another] }, end) {
  return one === end ? another : one;
}

/** T, with the bases that the two share or without. @param {Link} link @param {boolean} weaker */
function strengthOf(link, weaker) {
  return weaker ? link.strength : link.tied;
}

/** A link stands while one of its claims passes the filters. @param {Link} link @param {Search} search */
function stands(link, { passes, weaker }) {
  return strengthOf(link, weaker) > 0 && link.claims.some((claim) => counts(claim, passes, weaker));
}

/** @param {Tie} claim @param {Uint8Array} passes @param {boolean} weaker */
function counts(claim, passes, weaker) {
  return Boolean(passes[claim.n]) && (weaker || !claim.relation.affiliation);
}

/** So that routes of equal strengths in another order cost the same. @param {number} cost */
function round(cost) {
  return Math.round(cost * 1e9) / 1e9;
}

/** @param {Walk} walk @param {Search} search @param {number} decay @returns {Route} */
function route({ entities, links }, { passes, weaker }, decay) {
  const strengths = links.map((link) => strengthOf(link, weaker));
  return {
    entities,
    hops: links.map((link, place) => ({
      from: entities[place], to: entities[place + 1], strength: strengths[place],
      ties: evidence(link, passes, weaker),
    })),
    score: strengths.reduce((product, strength) => product * strength, decay ** (links.length - 1)),
    weakest: Math.min(...strengths),
    people: entities.slice(1, -1).every((entity) => entity.cls.kinds.includes("Person")),
  };
}

/** The claims of a link that count, the strongest first. @param {Link} link @param {Uint8Array} passes
 * @param {boolean} weaker */
function evidence(link, passes, weaker) {
  const found = link.claims.filter((claim) => counts(claim, passes, weaker));
  return found.sort((a, b) => b.strength - a.strength || a.n - b.n);
}
