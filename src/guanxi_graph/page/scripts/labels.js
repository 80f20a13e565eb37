/** Labels that do not cover each other: the weightier first, each where there is room, or not at all. */

const CELL = 96;
const GAP = 2;
const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {{ id: string, x: number, y: number, radius: number, width: number, height: number, must?: boolean,
 *   weighty?: boolean }} Wanted */
/** `x`, `y` is where the text begins, at half its height.
 * @typedef {{ id: string, x: number, y: number, box: Box }} Placed */

/** @param {Wanted[]} wanted weightiest first, in pixels @param {Box[]} taken places to leave free
 * @param {Box} [within] what should hold them @returns {Placed[]} */
export function place(wanted, taken, within = EVERYWHERE) {
  const dots = new Crowd();
  const texts = new Crowd();
  for (const box of taken) texts.add(box, "");
  wanted.forEach((each, rank) => dots.add(around(each.x, each.y, each.radius * 0.9), each.id, rank));
  const placed = [];
  for (const [rank, each] of wanted.entries()) {
    const spots = spotsAround(each).filter((box) => texts.free(box, each.id) && (each.must || inside(box, within)));
    // The weighty may cover dots that weigh less, what is chosen any.
    const mayCover = (/** @type {Held} */ dot) => Boolean(each.must) || dot.rank > rank;
    const spot = spots.find((box) => dots.free(box, each.id))
      ?? (each.weighty || each.must ? fewest(spots, (box) => dots.under(box, each.id), mayCover) : null);
    if (!spot) continue;
    texts.add(spot, each.id);
    placed.push({ id: each.id, x: spot.left, y: (spot.top + spot.bottom) / 2, box: spot });
  }
  return placed;
}

/** Where the least is covered, and nothing that may not be. @param {Box[]} spots @param {(box: Box) => Held[]} under
 * @param {(dot: Held) => boolean} mayCover @returns {Box | null} */
function fewest(spots, under, mayCover) {
  const covered = spots.map((box) => ({ box, dots: under(box) })).filter(({ dots }) => dots.every(mayCover));
  covered.sort((a, b) => a.dots.length - b.dots.length);
  return covered[0]?.box ?? null;
}

/** @param {Box} box @param {Box} within */
function inside(box, within) {
  return box.left >= within.left && box.right <= within.right && box.top >= within.top && box.bottom <= within.bottom;
}

/** @param {number} x @param {number} y @param {number} radius @returns {Box} */
function around(x, y, radius) {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

/** Right, left, below, above, then the corners. @param {Wanted} each @returns {Box[]} */
function spotsAround({ x, y, radius, width, height }) {
  const off = radius + 4;
  const side = radius * 0.75 + 3;
  const box = (/** @type {number} */ left, /** @type {number} */ top) =>
    ({ left, top, right: left + width, bottom: top + height });
  return [
    box(x + off, y - height / 2),
    box(x - off - width, y - height / 2),
    box(x - width / 2, y + off - 1),
    box(x - width / 2, y - off - height + 1),
    box(x + side, y - side - height),
    box(x + side, y + side),
    box(x - side - width, y - side - height),
    box(x - side - width, y + side),
  ];
}

/** @typedef {{ box: Box, id: string, rank: number }} Held */

/** Boxes in a coarse grid, so that few need comparing. */
class Crowd {
  constructor() {
    /** @type {Map<number, Held[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @param {string} id @param {number} [rank] */
  add(box, id, rank = 0) {
    const held = { box, id, rank };
    for (const key of keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(held);
      else this.cells.set(key, [held]);
    }
  }

  /** @param {Box} box @param {string} id what it may touch @returns {boolean} */
  free(box, id) {
    const clear = (/** @type {Held} */ other) => (id && other.id === id) || !overlap(box, other.box);
    return keys(box).every((key) => (this.cells.get(key) ?? []).every(clear));
  }

  /** What lies under the box, but for what it belongs to. @param {Box} box @param {string} id @returns {Held[]} */
  under(box, id) {
    const found = keys(box).flatMap((key) => this.cells.get(key) ?? []);
    return [...new Set(found)].filter((other) => other.id !== id && overlap(box, other.box));
  }
}

/** @param {Box} box @returns {number[]} */
function keys(box) {
  const found = [];
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map((edge) => Math.floor(edge / CELL));
  for (let column = left; column <= right; column += 1) {
    for (let row = top; row <= bottom; row += 1) found.push(column * 65536 + row);
  }
  return found;
}

/** @param {Box} one @param {Box} other */
export function overlap(one, other) {
  const beside = one.left < other.right + GAP && other.left < one.right + GAP;
  return beside && one.top < other.bottom && other.top < one.bottom;
}
