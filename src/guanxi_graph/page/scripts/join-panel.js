/** Who is joined to whom through what the classes leave out, with the claims of both. */

import { claimCard } from "./claim-card.js";
import { h, unfolding } from "./dom.js";
import { joinWords } from "./join-words.js";
import { isEnd } from "./lines.js";
import { spokenName } from "./names.js";
import { chosen } from "./selection.js";
import { t } from "./strings.js";

const FEW = 6;

/** What joins the two. @param {App} app @param {Entity} one @param {Entity} other */
export function joinsOfPair(app, one, other) {
  const line = app.view.joined.find((each) => isEnd(each, one) && isEnd(each, other));
  return (line?.joins ?? []).map((join) => h(
    "section.group", {}, h("h3", {}, joinWords(app.lang, join)),
    !join.years && h("p.empty", {}, t(app.lang.one, "untoldTogether")),
    join.claims.map((claim) => claimCard(app, claim)),
  ));
}

/** All to whom one is joined, those of most bases first. @param {App} app @param {Entity} entity */
export function joinsOf(app, entity) {
  const lines = app.view.joined.filter((line) => isEnd(line, entity)).sort((a, b) => b.joins.length - a.joins.length);
  if (!lines.length) return null;
  const rows = (/** @type {Line[]} */ some) => h("ul.plain", {}, some.map((line) => row(app, entity, line)));
  return h(
    "section.group", {},
    h("h3", {}, t(app.lang, "joinedTo"), h("span.count", {}, lines.length)), rows(lines.slice(0, FEW)),
    lines.length > FEW &&
      unfolding("rest", t(app.lang, "more", { n: lines.length - FEW }), () => rows(lines.slice(FEW))),
  );
}

/** @param {App} app @param {Entity} entity @param {Line} line */
function row(app, entity, { from, to, joins: [first, ...others] }) {
  const other = from === entity ? to : from;
  const open = () => app.go({ selection: chosen("pair", entity.id, other.id) });
  return h("li", {}, h("button.row", { type: "button", onclick: open },
    h("span.row-name", { dir: "auto" }, spokenName(other, app.lang)),
    h("span.count", {}, joinWords(app.lang, first, others.length))));
}
