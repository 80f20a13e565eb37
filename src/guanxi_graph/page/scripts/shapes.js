/** The shapes of classes as paths around the origin, with the area of a disc of radius 1 or so. */

/** @param {number} corners @param {number} turn @param {number} radius */
function polygon(corners, turn, radius) {
  const points = Array.from({ length: corners }, (_, n) => {
    const angle = turn + (n * 2 * Math.PI) / corners;
    return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
  });
  return `M${points.join("L")}Z`;
}

function star() {
  const points = Array.from({ length: 10 }, (_, n) => {
    const angle = -Math.PI / 2 + (n * Math.PI) / 5;
    const radius = n % 2 ? 0.58 : 1.28;
    return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
  });
  return `M${points.join("L")}Z`;
}

/** @type {Record<string, string>} */
export const SHAPES = {
  circle: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  square: "M-.68-.92H.68A.24.24 0 0 1 .92-.68V.68A.24.24 0 0 1 .68.92H-.68A.24.24 0 0 1-.92.68V-.68A.24.24 0 0 1-.68-.92Z",
  diamond: polygon(4, -Math.PI / 2, 1.26),
  pentagon: polygon(5, -Math.PI / 2, 1.16),
  hexagon: polygon(6, 0, 1.1),
  coin: "M-1.08 0A1.08 1.08 0 1 1 1.08 0A1.08 1.08 0 1 1-1.08 0ZM-.36-.36V.36H.36V-.36Z",
  star: star(),
  pin: "M0 1.25L-.82.08A.95.95 0 1 1 .82.08Z",
  flag: "M-.9-1.1H1.1L.62-.4L1.1.3H-.55V1.2H-.9Z",
  shield: "M-.95-.9H.95V.1C.95.7.45 1.05 0 1.25C-.45 1.05-.95.7-.95.1Z",
  page: "M-.75-1.1H.3L.8-.6V1.1H-.75Z",
  cross: "M-.4-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
};

/** What a picture can fill; others have a round one in their middle. */
const BROAD = new Set(["circle", "square", "diamond", "pentagon", "hexagon", "shield"]);

/** The part of a shape that holds a picture. @param {string} name */
export function pane(name) {
  return shape(BROAD.has(name) ? name : "circle");
}

/** @param {string} name */
export function shape(name) {
  return SHAPES[name] ?? SHAPES.circle;
}
