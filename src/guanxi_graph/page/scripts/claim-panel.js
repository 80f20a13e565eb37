/** One claim in full, beside those that it is in conflict with; or all ties between two. */

import { claimCard } from "./claim-card.js";
import { h } from "./dom.js";
import { sign } from "./icons.js";
import { joinsOfPair } from "./join-panel.js";
import { isTie } from "./model.js";
import { nameOf } from "./names.js";
import { selectedClaim } from "./selection.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";

/** @param {App} app @param {Claim} claim */
export function claimPanel(app, claim) {
  const conflict = app.model.conflict.get(claim);
  const ended = claim.object ? [claim.subject, claim.object] : [claim.subject];
  return [
    h("header.entity", {}, ends(ended), h("h2.statement", {}, sentence(app, claim))),
    conflict && conflict.claims.length > 1
      ? sideBySide(app, conflict)
      : claimCard(app, claim, sentence(app, claim), true),
  ];
}

/** @param {App} app @param {Conflict} conflict */
function sideBySide(app, { claims, settled }) {
  return h(
    "section.conflict", {},
    h("h3", {}, t(app.lang, "conflict"),
      h("span.count", {}, `${claims.length} · ${t(app.lang, settled ? "settled" : "unsettled")}`)),
    h("div.side-by-side", {}, claims.map((each) => claimCard(app, each, sentence(app, each), true))),
  );
}

/** @param {Entity[]} entities */
function ends(entities) {
  return h("p.kind", {}, entities.map((entity) => sign(entity.cls)));
}

/** @param {App} app @param {Entity} one @param {Entity} other */
export function pairPanel(app, one, other) {
  const meet = (/** @type {Claim} */ claim) => claim.object && (claim.subject === other || claim.object === other);
  const between = one.claims.filter((claim) => app.view.passes[claim.n] && meet(claim));
  const joins = joinsOfPair(app, one, other);
  const open = (/** @type {Claim} */ tie) => between.length < 3 || tie === selectedClaim(app);
  return [
    h(
      "header.entity", {}, ends([one, other]),
      h("h2", {}, entityLink(app, one), " — ", entityLink(app, other)),
      h("p.tally", {}, t(app.lang, "between", { n: between.filter(isTie).length })),
    ),
    between.sort(byRank).map((tie) => claimCard(app, tie, sentence(app, tie), open(tie))),
    joins,
    between.length + joins.length === 0 && h("p.empty", {}, t(app.lang, "noTies")),
  ];
}

/** @param {Claim} a @param {Claim} b */
function byRank(a, b) {
  return Number(a.denied) - Number(b.denied) || b.rank - a.rank || b.confidence - a.confidence || a.n - b.n;
}

/** What the panel's heading is for a screen reader. @param {App} app @param {Entity} entity */
export function selectedWords(app, entity) {
  return t(app.lang, "selected", { name: nameOf(entity, app.lang) });
}
