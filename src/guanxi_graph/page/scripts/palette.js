/** The colours of the style sheet, for what is drawn on canvas. */

/** @returns {{ paper: string, ink: string, faint: string, line: string, accent: string, halo: string, font: string,
 *   circles: string[] }} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const value = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    paper: value("--map"), ink: value("--ink"), faint: value("--ink-3"), line: value("--tie"),
    accent: value("--accent"), halo: value("--map"),
    font: value("--sans"),
    circles: value("--circles").split(/\s+/),
  };
}
