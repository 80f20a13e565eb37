/** Introductions: who leads from one to the other, through which ties.
 *
 * As in `guanxi path --affiliations --through Organization`: between two the strengths add up as
 * T = 1 − Π(1 − s) over the guanxi bases, the largest s of each, and a path scores
 * λ^(those in between) · Π T. Places, ideas and the like introduce nobody. What two share an
 * organisation by is a base and not yet a tie; it counts as the map's `affiliation`.
 */

/** @typedef {{ introduction_decay: number, intermediaries: number, affiliation: number }} Parameters */

/** @type {Parameters} */
const USUAL = { introduction_decay: 0.8, intermediaries: 3, affiliation: 0.5 };

/** @param {Tie} tie @param {Parameters} parameters */
function hopStrength(tie, parameters) {
  if (tie.rank === 0) return 0;
  return tie.strength > 0 ? tie.strength : tie.relation.focus ? parameters.affiliation : 0;
}

/** @param {Entity} from @param {Entity} to @param {Tie[]} ties @param {Parameters} parameters @returns {Hop | null} */
function hop(from, to, ties, parameters) {
  /** @type {Map<string, number>} */
  const best = new Map();
  const used = [];
  for (const tie of ties) {
    const strength = hopStrength(tie, parameters);
    if (strength <= 0) continue;
    used.push(tie);
    const base = tie.relation.base ?? tie.relation.id;
    best.set(base, Math.max(best.get(base) ?? 0, strength));
  }
  if (!used.length) return null;
  let without = 1;
  for (const strength of best.values()) without *= 1 - strength;
  return { from, to, ties: used, strength: Math.min(1 - without, 0.999) };
}

/** @typedef {{ passes: Uint8Array, parameters: Parameters, known: Map<Entity, Hop[]> }} Search */

/** The hops out of an entity. @param {Entity} entity @param {Search} search */
function hopsFrom(entity, { passes, parameters, known }) {
  const found = known.get(entity);
  if (found) return found;
  /** @type {Map<Entity, Tie[]>} */
  const byOther = new Map();
  for (const claim of entity.ties) {
    if (!passes[claim.n]) continue;
    const tie = /** @type {Tie} */ (claim);
    const other = tie.subject === entity ? tie.object : tie.subject;
    if (!other.cls.agent) continue;
    byOther.set(other, [...(byOther.get(other) ?? []), tie]);
  }
  const hops = [];
  for (const [other, ties] of byOther) {
    const made = hop(entity, other, ties, parameters);
    if (made) hops.push(made);
  }
  known.set(entity, hops);
  return hops;
}

/** The best introductions, best first. @param {Entity} from @param {Entity} to @param {Uint8Array} passes
 * @param {Parameters} [parameters] @param {number} [most] @returns {Route[]} */
export function introductions(from, to, passes, parameters = USUAL, most = 5) {
  if (from === to) return [];
  /** @type {Search} */
  const search = { passes, parameters, known: new Map() };
  const decay = parameters.introduction_decay;
  const bounds = bestScores(to, search);
  /** @type {Route[]} */
  const routes = [];
  const floor = () => (routes.length < most ? 0 : routes[routes.length - 1].score);
  let budget = 200000;
  const walk = (/** @type {Hop[]} */ hops, /** @type {Entity} */ at, /** @type {number} */ score) => {
    budget -= 1;
    if (budget < 0) return;
    if (at === to) {
      keep(routes, hops, score, most);
      return;
    }
    const left = parameters.intermediaries + 1 - hops.length;
    if (left <= 0) return;
    const next = hopsFrom(at, search)
      .map((each) => ({ each, score: score * each.strength * (hops.length ? decay : 1) }))
      .filter(({ each, score: reached }) => reached * (each.to === to ? 1 : decay * (bounds[left - 1].get(each.to) ?? 0)) > floor())
      .sort((a, b) => b.score - a.score);
    for (const { each, score: reached } of next) {
      if (each.to !== from && !hops.some((earlier) => earlier.to === each.to)) walk([...hops, each], each.to, reached);
    }
  };
  walk([], from, 1);
  return routes;
}

/** The best score from anywhere to the goal within so many hops: what a walk can still hope for.
 * @param {Entity} to @param {Search} search @returns {Map<Entity, number>[]} */
function bestScores(to, search) {
  const { introduction_decay: decay, intermediaries } = search.parameters;
  const rounds = [new Map([[to, 1]])];
  for (let round = 1; round <= intermediaries + 1; round += 1) {
    const before = rounds[round - 1];
    const now = new Map(before);
    for (const [entity, score] of before) {
      for (const each of hopsFrom(entity, search)) {
        const reached = score * each.strength * (entity === to ? 1 : decay);
        if (reached > (now.get(each.to) ?? 0)) now.set(each.to, reached);
      }
    }
    rounds.push(now);
  }
  return rounds;
}

/** @param {Route[]} routes @param {Hop[]} hops @param {number} score @param {number} most */
function keep(routes, hops, score, most) {
  const entities = [hops[0].from, ...hops.map((each) => each.to)];
  routes.push({
    entities, hops, score,
    weakest: Math.min(...hops.map((each) => each.strength)),
    people: entities.slice(1, -1).every((entity) => entity.cls.kinds.includes("Person")),
  });
  routes.sort((a, b) => b.score - a.score || a.hops.length - b.hops.length);
  routes.length = Math.min(routes.length, most);
}
