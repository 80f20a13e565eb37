/** What is chosen over the years: a row for each post, tie and figure, its bar as long as it may have held. */

import { marks } from "./band.js";
import { grouped } from "./bundles.js";
import { claimCard } from "./claim-card.js";
import { claimsOf } from "./connection.js";
import { when } from "./dates.js";
import { byId, fill, h, unfolding } from "./dom.js";
import { isAside } from "./model.js";
import { spokenName } from "./names.js";
import { selectedEntities, selectedEntity } from "./selection.js";
import { bareName, groupName, qualifierWords, sentence, valueWords } from "./sentences.js";
import { axisOf, barOf, byStart } from "./spans.js";
import { t } from "./strings.js";
import { otherEnd } from "./tally.js";

/** More rows are made when they are asked for. */
const MANY = 150;

/** @param {App} app @returns {Part} */
export function createTimeline(app) {
  const place = byId("timeline");
  return {
    update() {
      place.hidden = app.state.view !== "timeline";
      if (place.hidden) return fill(place);
      place.setAttribute("aria-label", t(app.lang, "timeline"));
      fill(place, content(app));
    },
  };
}

/** @param {App} app */
function content(app) {
  const { lang } = app;
  const claims = toldOf(app).sort(byStart);
  const told = axisOf(claims);
  const axis = told ?? app.model.years;
  const entity = selectedEntity(app);
  const who = selectedEntities(app).map((each, place) => [place > 0 && " · ", spokenName(each, lang)]);
  const scale = h("div.timeline-scale", { "aria-hidden": "true" }, h("div.lane", {}, marks(...axis, lang)));
  return [
    h("h2", { dir: "auto" }, who.length ? who : t(lang, "timelineOfAll")),
    h("p.small", {}, t(lang.one, "timelineKey")),
    claims.length ? told && scale : h("p.empty", {}, t(lang, "noTies")),
    entity ? groups(app, entity, claims, axis) : rows(app, claims, axis, (claim) => sentence(app, claim, bareName)),
  ];
}

/** Of whom is chosen all that passes, else what the map shows. @param {App} app @returns {Claim[]} */
function toldOf(app) {
  const { view } = app;
  if (view.answer) return [...new Set(claimsOf(view.answer))];
  const chosen = selectedEntities(app);
  if (!chosen.length) return [...view.ties];
  return [...new Set(chosen.flatMap((entity) => entity.claims))].filter((claim) => view.passes[claim.n]);
}

/** By kind, the kind that begins first on top. @param {App} app @param {Entity} entity @param {Claim[]} claims
 * @param {[number, number]} axis */
function groups(app, entity, claims, axis) {
  const words = (/** @type {Claim} */ claim) => {
    const { comma } = app.lang.one.texts;
    const said = claim.object ? bareName(app, otherEnd(claim, entity)) : valueWords(app, claim);
    const rest = [when(claim, app.lang.one), qualifierWords(app, claim)].filter(Boolean).map((each) => comma + each);
    return [claim.denied && `${t(app.lang, "denied")}${comma}`, said, rest];
  };
  return [...grouped(claims, (claim) => groupName(app, claim, entity))].map(([name, each]) =>
    h("section", {}, h("h3", {}, name), rows(app, each, axis, words)));
}

/** @param {App} app @param {Claim[]} claims @param {[number, number]} axis @param {(claim: Claim) => any} words */
function rows(app, claims, axis, words) {
  const row = (/** @type {Claim} */ claim) => h("li", {}, unfolding(
    "span-row", [h("span.span-words", {}, words(claim)), lane(app, claim, axis)], () => claimCard(app, claim),
  ));
  const rest = claims.slice(MANY);
  return [
    h("ul.spans", {}, claims.slice(0, MANY).map(row)),
    rest.length > 0 &&
      unfolding("rest", t(app.lang, "more", { n: rest.length }), () => h("ul.spans", {}, rest.map(row))),
  ];
}

/** @param {App} app @param {Claim} claim @param {[number, number]} axis */
function lane(app, claim, axis) {
  const bar = barOf(claim, axis);
  if (!bar) return h("span.lane.undated", {}, t(app.lang, "undatedWord"));
  const drawn = (/** @type {string} */ kind, /** @type {import("./spans.js").Stretch} */ { left, width }) => {
    const element = h(`span.${kind}`);
    element.style.left = `${left}%`;
    element.style.width = `${width}%`;
    return element;
  };
  const kind = `may${bar.openStart ? ".open-start" : ""}${bar.openEnd ? ".open-end" : ""}`;
  const aside = isAside(claim) ? ".set-aside" : "";
  return h(`span.lane${aside}`, { "aria-hidden": "true" }, drawn(kind, bar.may), bar.sure && drawn("sure", bar.sure));
}
