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
    const spot = spots.find((box) => dots.free(box, each.id))
      ?? (each.weighty ? spots.find((box) => dots.free(box, each.id, rank)) : null)
      ?? (each.must ? spots[0] : null);
    if (!spot) continue;
    texts.add(spot, each.id);
    placed.push({ id: each.id, x: spot.left, y: (spot.top + spot.bottom) / 2, box: spot });
  }
  return placed;
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

/** Boxes in a coarse grid, so that few need comparing. */
class Crowd {
  constructor() {
    /** @type {Map<number, { box: Box, id: string, rank: number }[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @param {string} id @param {number} [rank] */
  add(box, id, rank = 0) {
    for (const key of keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push({ box, id, rank });
      else this.cells.set(key, [{ box, id, rank }]);
    }
  }

  /** @param {Box} box @param {string} id what it may touch @param {number} [before] only those of a lower rank count
   * @returns {boolean} */
  free(box, id, before = Infinity) {
    const clear = (/** @type {{ box: Box, id: string, rank: number }} */ other) =>
      (id && other.id === id) || other.rank >= before || !overlap(box, other.box);
    return keys(box).every((key) => (this.cells.get(key) ?? []).every(clear));
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
