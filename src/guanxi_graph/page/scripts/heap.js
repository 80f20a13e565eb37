/** A heap: what comes before all others is at hand. */

/** @template T */
export class Heap {
  /** @param {(a: T, b: T) => boolean} isBefore */
  constructor(isBefore) {
    this.isBefore = isBefore;
    /** @type {T[]} */
    this.items = [];
  }

  /** @param {T} item */
  push(item) {
    const { items, isBefore } = this;
    let place = items.length;
    for (let above = (place - 1) >> 1; place > 0 && isBefore(item, items[above]); above = (place - 1) >> 1) {
      items[place] = items[above];
      place = above;
    }
    items[place] = item;
  }

  /** @returns {T | undefined} */
  pop() {
    const { items, isBefore } = this;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let place = 0;
    for (let below = 1; below < items.length; below = 2 * place + 1) {
      if (below + 1 < items.length && isBefore(items[below + 1], items[below])) below += 1;
      if (!isBefore(items[below], last)) break;
      items[place] = items[below];
      place = below;
    }
    items[place] = last;
    return first;
  }
}
