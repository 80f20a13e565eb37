/** Introductions: who leads from one to the other, over the links that the map gives.
 *
 * A route scores λ^(those in between) · Π T, as in `guanxi path --affiliations --through Organization`, and is found as
 * there: best first, with the exact cost of the rest as its bound, so that the first routes to arrive are the best.
 */

import { Heap } from "./heap.js";

/** @typedef {{ cost: number, bound: number, entities: Entity[], links: Link[] }} Walk */
/** @typedef {{ passes: Uint8Array, decay: number, steps: number }} Search */

/** The best introductions, best first. @param {Entity} from @param {Entity} to @param {Uint8Array} passes
 * @param {{ introduction_decay: number, intermediaries: number }} parameters @param {number} [most]
 * @returns {Route[]} */
export function introductions(from, to, passes, parameters, most = 5) {
  /** @type {Search} */
  const search = { passes, decay: -Math.log(parameters.introduction_decay), steps: parameters.intermediaries + 1 };
  const routes = [];
  if (from !== to) {
    for (const walk of bestFirst(from, to, search)) {
      routes.push(route(walk, passes, parameters.introduction_decay));
      if (routes.length === most) break;
    }
  }
  return routes;
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
    if (onwards === undefined || !stands(link, search.passes) || walk.entities.includes(next)) continue;
    const cost = walk.cost + costOf(link, search);
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
        if (!next.cls.between || !stands(link, search.passes)) continue;
        const reached = cost + costOf(link, search);
        if (reached < (now.get(next) ?? Infinity)) now.set(next, reached);
      }
    }
    sweeps.push(now);
  }
  return sweeps;
}

/** @param {Link} link @param {Entity} end */
function other({ ends: [one, another] }, end) {
  return one === end ? another : one;
}

/** A link stands while one of its claims passes the filters. @param {Link} link @param {Uint8Array} passes */
function stands(link, passes) {
  return link.claims.some((claim) => passes[claim.n]);
}

/** @param {Link} link @param {Search} search */
function costOf(link, { decay }) {
  return decay - Math.log(link.strength);
}

/** So that routes of equal strengths in another order cost the same. @param {number} cost */
function round(cost) {
  return Math.round(cost * 1e9) / 1e9;
}

/** @param {Walk} walk @param {Uint8Array} passes @param {number} decay @returns {Route} */
function route({ entities, links }, passes, decay) {
  const strengths = links.map((link) => link.strength);
  return {
    entities,
    hops: links.map((link, place) => ({
      from: entities[place], to: entities[place + 1], strength: link.strength, ties: evidence(link, passes),
    })),
    score: strengths.reduce((product, strength) => product * strength, decay ** (links.length - 1)),
    weakest: Math.min(...strengths),
    people: entities.slice(1, -1).every((entity) => entity.cls.kinds.includes("Person")),
  };
}

/** The claims of a link that pass, the strongest first. @param {Link} link @param {Uint8Array} passes */
function evidence(link, passes) {
  return link.claims.filter((claim) => passes[claim.n]).sort((a, b) => b.strength - a.strength || a.n - b.n);
}
