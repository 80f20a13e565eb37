/** The panel on the right: the story, and below it the evidence for what is chosen. */

import { claimPanel, pairPanel } from "./claim-panel.js";
import { byId, fill, h } from "./dom.js";
import { entityPanel } from "./entity-panel.js";
import { icon } from "./icons.js";
import { overview } from "./overview.js";
import { ownersPanel } from "./owners-panel.js";
import { betweenPanel, placesPanel } from "./places-panel.js";
import { routePanel } from "./route-panel.js";
import { NOTHING, selectedClaim, selectedEnds, selectedEntity } from "./selection.js";
import { grip } from "./sheet.js";
import { storyPanel } from "./story.js";
import { t } from "./strings.js";

/** What each kind of selection shows; null when its names are not of this map.
 * @type {Record<Kind, (app: App, find: Find) => any>} */
const PANELS = {
  connect: routePanel,
  between: (app) => {
    const [one, other] = selectedEnds(app, "between");
    return one && other && betweenPanel(app, one, other);
  },
  pair: (app) => {
    const [one, other] = selectedEnds(app, "pair");
    return one && other && pairPanel(app, one, other);
  },
  claim: (app) => {
    const claim = selectedClaim(app);
    return claim && claimPanel(app, claim);
  },
  entity: (app) => {
    const entity = selectedEntity(app);
    return entity && entityPanel(app, entity);
  },
  nothing: () => null,
};

/** @param {App} app @param {Find} find @returns {Part} */
export function createPanel(app, find) {
  const place = byId("panel");
  let shown = "";
  return {
    update() {
      const { state, lang } = app;
      const focused = document.activeElement?.id ?? "";
      place.setAttribute("aria-label", t(lang, "evidence"));
      fill(place, bar(app), h("div.panel-body", {}, storyPanel(app), content(app, find)));
      const now = JSON.stringify([state.selection, state.story, state.step]);
      if (shown && now !== shown) place.scrollTop = 0;
      document.body.classList.toggle("has-selection", isChosen(state) || Boolean(state.story));
      document.body.classList.toggle("in-table", state.view === "table");
      shown = now;
      if (/^(?:connect-|story-|grip)/.test(focused)) document.getElementById(focused)?.focus();
    },
  };
}

/** @param {State} state */
function isChosen({ selection }) {
  return selection.kind !== "nothing";
}

/** @param {App} app */
function bar(app) {
  const { state, lang } = app;
  const button = (/** @type {string} */ name, /** @type {() => void} */ act) => {
    const words = t(lang, name);
    return h("button.icon-button", { type: "button", "aria-label": words, title: words, onclick: act }, icon(name));
  };
  return h(
    "div.panel-bar", {},
    button("back", () => history.back()),
    button("forward", () => history.forward()),
    grip(app),
    h("span.spring"),
    isChosen(state) && button("close", () => app.go({ selection: NOTHING })),
  );
}

/** @param {App} app @param {Find} find */
function content(app, find) {
  const panel = PANELS[app.state.selection.kind](app, find);
  const { places, owners } = app.view;
  if (panel || app.state.story) return panel;
  return places ? placesPanel(app, places) : owners ? ownersPanel(app, owners) : overview(app, find);
}
