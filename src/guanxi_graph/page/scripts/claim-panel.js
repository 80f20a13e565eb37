/** One claim in full, beside those that contest it; or all ties between two. */

import { claimCard } from "./claim-card.js";
import { h } from "./dom.js";
import { sign } from "./icons.js";
import { nameOf } from "./names.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";

/** @param {App} app @param {Claim} claim */
export function claimPanel(app, claim) {
  const contest = app.model.contest.get(claim);
  return [
    h("header.entity", {}, ends(claim.object ? [claim.subject, claim.object] : [claim.subject]), h("h2.statement", {}, sentence(app, claim))),
    contest && h(
      "section.conflict", {},
      h("h3", {}, t(app.lang, "conflict"), h("span.count", {}, contest.length)),
      h("div.side-by-side", {}, byRank(contest).map((each) => claimCard(app, each, sentence(app, each), true))),
    ),
    !contest && claimCard(app, claim, sentence(app, claim), true),
  ];
}

/** @param {Claim[]} claims */
function byRank(claims) {
  return [...claims].sort((a, b) => b.rank - a.rank || b.confidence - a.confidence || a.n - b.n);
}

/** @param {Entity[]} entities */
function ends(entities) {
  return h("p.kind", {}, entities.map((entity) => sign(entity.cls)));
}

/** @param {App} app @param {Entity} one @param {Entity} other */
export function pairPanel(app, one, other) {
  const between = one.ties.filter((tie) => app.view.passes[tie.n] && (tie.subject === other || tie.object === other));
  return [
    h(
      "header.entity", {}, ends([one, other]),
      h("h2", {}, entityLink(app, one), " — ", entityLink(app, other)),
      h("p.tally", {}, t(app.lang, "between", { n: between.length })),
    ),
    byRank(between).map((tie) => claimCard(app, tie, sentence(app, tie), between.length < 3 || tie.id === app.state.select)),
    between.length === 0 && h("p.empty", {}, t(app.lang, "noTies")),
  ];
}

/** What the panel's heading is for a screen reader. @param {App} app @param {Entity} entity */
export function selectedWords(app, entity) {
  return t(app.lang, "selected", { name: nameOf(entity, app.lang) });
}
