/** The earth as a plane: degrees to the units of the map. Equirectangular, true to scale at the middle of what is shown. */

const UNITS = 30; // a degree, down
const TURN = 360;

/** @typedef {[number, number]} Degrees latitude and longitude */

/** The plane on which these stand together: its seam runs where the widest stretch without any of them is.
 * `copies` are matrices, as a canvas takes them, from the tenths of a degree of the land's outline: the land goes on
 * beyond the seam.
 * @param {Degrees[]} degrees */
export function earth(degrees) {
  const north = degrees.map(([latitude]) => latitude);
  const parallel = (Math.min(...north) + Math.max(...north)) / 2;
  const across = UNITS * Math.cos((Math.min(60, Math.abs(parallel)) * Math.PI) / 180);
  const middle = middleOf(degrees.map(([, longitude]) => longitude));
  return {
    /** @param {Degrees} degrees */
    point: ([latitude, longitude]) => ({ x: turned(longitude - middle) * across, y: -latitude * UNITS }),
    copies: [-TURN, 0, TURN].map((turn) => [across / 10, 0, 0, UNITS / 10, (turn - middle) * across, 0]),
  };
}

/** @param {number} degrees @returns {number} from -180 to 180 */
function turned(degrees) {
  return ((degrees + 1.5 * TURN) % TURN) - TURN / 2;
}

/** The middle of the shortest stretch around the earth that has them all. @param {number[]} longitudes */
function middleOf(longitudes) {
  const sorted = [...longitudes].sort((a, b) => a - b);
  const gaps = sorted.map((each, n) => (sorted[n + 1] ?? sorted[0] + TURN) - each);
  const widest = gaps.indexOf(Math.max(...gaps));
  const first = sorted[(widest + 1) % sorted.length];
  return turned(first + (TURN - gaps[widest]) / 2);
}
