/** What lies over the map's picture, so that no name is written below it. */

const OVER = "#overlay .camera, #overlay .status, #overlay .chip, .guard span";

/** Where it lies, in pixels of the picture. @param {HTMLElement} picture
 * @returns {import("./labels.js").Box[]} */
export function covered(picture) {
  const { left, top } = picture.getBoundingClientRect();
  const boxes = [...document.querySelectorAll(OVER)].map((each) => each.getBoundingClientRect());
  return boxes.filter(({ width }) => width > 0).map((box) => ({
    left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top,
  }));
}
