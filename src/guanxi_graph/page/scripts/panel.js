/** The panel on the right: the story, and below it the evidence for what is chosen. */

import { claimPanel, pairPanel, selectedWords } from "./claim-panel.js";
import { announce, byId, fill, h } from "./dom.js";
import { entityPanel } from "./entity-panel.js";
import { icon } from "./icons.js";
import { overview } from "./overview.js";
import { routePanel } from "./route-panel.js";
import { storyPanel } from "./story.js";
import { t } from "./strings.js";

/** @param {App} app @param {(query: string, most: number) => Entity[]} find @returns {Part} */
export function createPanel(app, find) {
  const place = byId("panel");
  let shown = "";
  return {
    update() {
      const focused = document.activeElement?.id ?? "";
      place.setAttribute("aria-label", t(app.lang, "evidence"));
      fill(place, bar(app), h("div.panel-body", {}, storyPanel(app), content(app, find)));
      const now = JSON.stringify([app.state.select, app.state.pair, app.state.connect, app.state.story, app.state.step]);
      if (now !== shown) place.scrollTop = 0;
      const entity = app.model.entity.get(app.state.select);
      if (now !== shown && entity) announce(selectedWords(app, entity));
      document.body.classList.toggle("has-selection", Boolean(app.state.select || app.state.pair.length || app.state.connect.length || app.state.story));
      document.body.classList.toggle("in-table", app.state.view === "table");
      shown = now;
      if (focused.startsWith("connect-")) document.getElementById(focused)?.focus();
    },
  };
}

/** @param {App} app */
function bar(app) {
  const { state, lang } = app;
  const chosen = Boolean(state.select || state.pair.length || state.connect.length);
  const button = (/** @type {string} */ name, /** @type {() => void} */ act) =>
    h("button.icon-button", { type: "button", "aria-label": t(lang, name), title: t(lang, name), onclick: act }, icon(name));
  return h(
    "div.panel-bar", {},
    button("back", () => history.back()),
    button("forward", () => history.forward()),
    h("span.spring"),
    chosen && button("close", () => app.go({ select: "", pair: [], connect: [] })),
  );
}

/** @param {App} app @param {(query: string, most: number) => Entity[]} find */
function content(app, find) {
  const { model, state } = app;
  if (state.connect.length) return routePanel(app, find);
  const [one, other] = state.pair.map((id) => model.entity.get(id));
  if (one && other) return pairPanel(app, one, other);
  const claim = model.claim.get(state.select);
  if (claim) return claimPanel(app, claim);
  const entity = model.entity.get(state.select);
  if (entity) return entityPanel(app, entity);
  return state.story ? null : overview(app, find);
}
