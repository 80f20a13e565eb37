/** What two have in common: the firms, platforms, schools, towns and events to which both stand. */

/** The years in common lie between some and none where the dates do not tell. */
const UNTOLD = 0.5;

/** Those of most years in common first, as `guanxi ties` has them. @param {Entity} one @param {Entity} other
 * @param {Uint8Array} passes @returns {SharedBase[]} */
export function shared(one, other, passes) {
  const [ours, theirs] = [byBase(one, passes), byBase(other, passes)];
  const found = [...ours].flatMap(([base, stands]) => {
    const others = theirs.get(base);
    return others ? [{ base, years: common(stands, others), claims: [claimsOf(stands), claimsOf(others)] }] : [];
  });
  return found.sort((a, b) => (b.years ?? UNTOLD) - (a.years ?? UNTOLD) || a.base.n - b.base.n);
}

/** @param {Entity} entity @param {Uint8Array} passes @returns {Map<Entity, Stand[]>} */
function byBase(entity, passes) {
  /** @type {Map<Entity, Stand[]>} */
  const found = new Map();
  for (const stand of entity.stands) {
    if (passes[stand.claim.n]) found.set(stand.base, [...(found.get(stand.base) ?? []), stand]);
  }
  return found;
}

/** @param {Stand[]} stands */
function claimsOf(stands) {
  return stands.map(({ claim }) => claim);
}

/** The most calendar years in which two of them surely held both; null when the dates do not tell.
 * @param {Stand[]} ours @param {Stand[]} theirs */
function common(ours, theirs) {
  const years = ours.flatMap((one) => theirs.map((other) => overlap(one, other) ?? UNTOLD));
  const most = Math.max(...years);
  return most === UNTOLD ? null : most;
}

/** @param {Stand} one @param {Stand} other */
function overlap(one, other) {
  const years = together(one, other);
  return years && Math.max(0, years[1] - years[0] + 1);
}

/** The first and last year in which both surely held, the last before the first where in none; null when the dates do not
 * tell. An event is over at once: nobody shares a birth.
 * @param {Stand} one @param {Stand} other @returns {[number, number] | null} */
export function together({ claim: one }, { claim: other }) {
  if (!one.sure || !other.sure) return null;
  const [first, last] = [Math.max(one.sure[0], other.sure[0]), Math.min(one.sure[1], other.sure[1])];
  return first > last && (one.relation.event || other.relation.event) ? null : [first, last];
}
