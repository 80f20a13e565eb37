/** Circles as soft regions: a band around the members and the ties that join them. */

/** @template {{ moveTo: any, lineTo: any, arc: any, closePath(): void }} Path
 * @param {Line[]} lines @param {Iterable<Entity>} drawn @param {(entity: Entity) => {x: number, y: number}} at
 * @param {number} reach how far the region extends around a member @param {() => Path} blank makes an empty path
 * @returns {{ circle: number, path: Path, members: Entity[] }[]} */
export function regions(lines, drawn, at, reach, blank) {
  /** @type {Map<number, { path: Path, members: Entity[] }>} */
  const found = new Map();
  for (const entity of drawn) {
    if (entity.circle < 0) continue;
    const region = found.get(entity.circle) ?? { path: blank(), members: [] };
    found.set(entity.circle, region);
    const { x, y } = at(entity);
    region.members.push(entity);
    region.path.moveTo(x + reach, y);
    region.path.arc(x, y, reach, 0, Math.PI * 2);
  }
  for (const { from, to } of lines) {
    const region = from.circle === to.circle && found.get(from.circle);
    if (region) band(region.path, at(from), at(to), reach * 0.55);
  }
  const large = [...found].filter(([, region]) => region.members.length > 3);
  return large.map(([circle, region]) => ({ circle, ...region }));
}

/** A band between two points, wound like a canvas arc so that the union is filled once.
 * @param {any} path @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {number} half */
function band(path, a, b, half) {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length < 1) return;
  const x = (-(b.y - a.y) / length) * half;
  const y = ((b.x - a.x) / length) * half;
  path.moveTo(a.x - x, a.y - y);
  path.lineTo(b.x - x, b.y - y);
  path.lineTo(b.x + x, b.y + y);
  path.lineTo(a.x + x, a.y + y);
  path.closePath();
}
