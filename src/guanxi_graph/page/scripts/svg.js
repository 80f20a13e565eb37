/** SVG as text: elements, and the outline of what the canvas would fill. */

/** @param {string} name @param {Record<string, string | number | null | undefined>} attributes null is left out
 * @param {string} [content] */
export function tag(name, attributes, content = "") {
  const given = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  const opening = [name, ...given.map(([key, value]) => `${key}="${text(String(value))}"`)].join(" ");
  return content ? `<${opening}>${content}</${name}>` : `<${opening}/>`;
}

/** @param {string} raw */
export function text(raw) {
  const escaped = raw.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
  return escaped.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** Takes what a `Path2D` takes, as far as the regions ask, and gives the outline as text. */
export class Outline {
  constructor() {
    this.text = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.text += `M${x.toFixed(1)} ${y.toFixed(1)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.text += `L${x.toFixed(1)} ${y.toFixed(1)}`;
  }

  /** A whole circle, from its right, where the pen stands. @param {number} _x @param {number} _y
   * @param {number} radius */
  arc(_x, _y, radius) {
    const half = `a${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 1`;
    const way = (2 * radius).toFixed(1);
    this.text += `${half} -${way} 0${half} ${way} 0`;
  }

  closePath() {
    this.text += "Z";
  }
}
