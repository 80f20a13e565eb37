/** Where lines run. Where a pair is opened its ties are fanned out, so that each can be seen and chosen. */

const FAN = 0.2;
/** Beyond this a line would turn back towards the others; where there are many they stand closer. */
const WIDEST = 0.9;

/** How far each of so many lines between two bends: 0 is straight. @param {number} count @returns {number[]} */
export function fan(count) {
  const middle = (count - 1) / 2;
  const step = Math.min(FAN, WIDEST / middle);
  return Array.from({ length: count }, (_, place) => (middle ? (place - middle) * step : 0));
}

/** The control point of a bent line, as vis-network's curvedCW has it (curvedCCW for the other side).
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} bend */
export function control(from, to, bend) {
  const dx = to.x - from.x;
  const dy = from.y - to.y;
  const half = Math.abs(bend) * 0.5 + 0.5;
  const angle = Math.atan2(dy, dx) + (bend * 0.5 + 0.5) * Math.PI;
  const reach = half * Math.hypot(dx, dy);
  return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
}

/** The point at `t` of the way, and the direction there.
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} bend @param {number} t */
export function along(from, to, bend, t) {
  const via = control(from, to, bend);
  const rest = 1 - t;
  return {
    x: rest * rest * from.x + 2 * rest * t * via.x + t * t * to.x,
    y: rest * rest * from.y + 2 * rest * t * via.y + t * t * to.y,
    angle: Math.atan2(rest * (via.y - from.y) + t * (to.y - via.y), rest * (via.x - from.x) + t * (to.x - via.x)),
  };
}

/** Where an arrow's tip stands: on the rim of the disc that the line ends in.
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} bend
 * @param {number} radius */
export function tip(from, to, bend, radius) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return along(from, to, bend, Math.max(0.5, 1 - (radius * 1.25) / length));
}
