/** The pictures of those who have one, ready to be drawn within their signs. */

/** In pixels of the screen: in a smaller sign nothing would be seen. */
const SMALLEST = 9;
/** How much of a sign the picture takes: its class's colour stays around it. */
export const INNER = 0.86;

/** @type {Map<Portrait, HTMLImageElement>} */
const loaded = new Map();

/** Loads them one after another; what no browser can read is left out. @param {Entity[]} entities */
export async function loadFaces(entities) {
  for (const { portrait } of entities) {
    if (!portrait) continue;
    const image = new Image();
    image.src = portrait.address;
    await image.decode().then(() => loaded.set(portrait, image), () => {});
  }
}

/** The picture to be drawn in a sign that is so large on the screen. @param {Entity} entity @param {number} radius */
export function faceOf({ portrait }, radius) {
  return portrait && radius >= SMALLEST ? loaded.get(portrait) : undefined;
}

/** Whether it is shown whole: of a wide one, such as a logo, much would be cut off. @param {HTMLImageElement} face */
export function isWide({ naturalWidth, naturalHeight }) {
  return naturalWidth > naturalHeight;
}

/** Where it stands around the origin, to fill a sign of radius 1; of a tall one the upper part is seen.
 * @param {HTMLImageElement} face */
export function placeOf(face) {
  const tall = 2 * (face.naturalHeight / face.naturalWidth);
  return isWide(face) ? { x: -1, y: -tall / 2, width: 2, height: tall } : { x: -1, y: -1, width: 2, height: tall };
}

/** Whose picture it is, as its licence asks to be told. @param {Portrait} portrait */
export function creditOf({ credit, licence }) {
  return [credit, licence].filter(Boolean).join(", ");
}
