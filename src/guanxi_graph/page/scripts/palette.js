/** The colours of the style sheet, for what is drawn on canvas. */

/** Those that are shown, or of one theme. @param {string} [theme] `light` or `dark`
 * @returns {{ paper: string, panel: string, ink: string, faint: string, line: string, land: string, accent: string, halo: string, font: string,
 *   circles: string[] }} */
export function palette(theme = "") {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? "";
  if (theme) root.dataset.theme = theme;
  const style = getComputedStyle(root);
  const value = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const found = {
    paper: value("--map"), panel: value("--panel"), ink: value("--ink"), faint: value("--ink-3"), line: value("--tie"), land: value("--edge"),
    accent: value("--accent"), halo: value("--map"),
    font: value("--sans"),
    circles: value("--circles").split(/\s+/),
  };
  root.dataset.theme = shown;
  return found;
}
