/** Long work in pieces, so that the page answers and draws in between. */

/** So long a piece may take, in milliseconds: half of what a screen is shown for. */
const LONGEST = 8;

/** What is made of each, with pauses. @template T, M @param {T[]} items @param {(item: T, place: number) => M} make
 * @returns {Promise<M[]>} */
export async function inPieces(items, make) {
  const made = [];
  let end = performance.now() + LONGEST;
  for (const [place, item] of items.entries()) {
    made.push(make(item, place));
    if (place % 16 || performance.now() < end) continue;
    await pause();
    end = performance.now() + LONGEST;
  }
  return made;
}

/** Until the browser has done what is waiting. @returns {Promise<void>} */
export function pause() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((goOn) => void setTimeout(goOn));
}

/** Until everything has its place, so that who asks for a size next need not wait for it. */
export async function laidOut() {
  await pause();
  document.body.getBoundingClientRect();
  await pause();
}
