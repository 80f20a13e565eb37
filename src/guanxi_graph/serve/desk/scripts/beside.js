/** Two records beside each other: what speaks for their being one and what against it, and what is said of each. */

import { fill, h } from "./dom.js";
import { t } from "./words.js";

/** @param {Element} box @param {Pair} pair @param {{ one: Side, other: Side }} sides @param {string} place */
export function drawPair(box, pair, { one, other }, place) {
  const [ends, others] = [one, other].map((side) => new Set((side.said ?? []).map((each) => each.end ?? "")));
  const shared = new Set([...ends].filter((end) => end && others.has(end)));
  fill(
    box,
    h("p.small", {}, place, " · ", t("MatchScore", { score: pair.score })),
    h(
      "div.reasons", {},
      reasons("for", t("MatchFor"), pair.reasons.filter((each) => each.points > 0)),
      reasons("against", t("MatchAgainst"), pair.reasons.filter((each) => each.points <= 0)),
    ),
    h("div.sides", {}, [one, other].map((side) => drawSide(side, pair.kind, shared))),
  );
}

/** @param {string} kind @param {string} title @param {Reason[]} told */
function reasons(kind, title, told) {
  const lines = told.map(({ points, text }) =>
    h("li", {}, h("b", {}, points > 0 ? `+${points}` : `−${-points}`), h("bdi", {}, text)));
  const all = lines.length ? h("ul", {}, lines) : h("p.small", {}, t("MatchNothing"));
  return h(`div.${kind}`, {}, h("h2", {}, title), all);
}

/** @param {Side} side @param {string} kind @param {Set<string>} shared */
function drawSide(side, kind, shared) {
  const path = `${kind === "source" ? "source/" : ""}${encodeURIComponent(side.id)}`;
  return h(
    "section.side", { "aria-label": side.id },
    h("h2", {}, h("bdi", {}, side.names.join(" ") || side.id)),
    h("p.small", {}, side.kind, " · ", h("a", { href: new URL(`../id/${path}`, import.meta.url).href }, side.id)),
    line(side.also), line(side.elsewhere, ".small"), line(side.about ? [side.about] : []),
    side.cited === undefined ? null : h("p", {}, t("MatchCited", { n: side.cited })),
    side.said?.length ? h("ul", {}, side.said.map((each) => said(each, shared.has(each.end ?? "")))) : null,
  );
}

/** @param {string[] | undefined} texts @param {string} [look] */
function line(texts, look = "") {
  return texts?.length ? h(`p${look}`, {}, h("bdi", {}, texts.join(", "))) : null;
}

/** @param {Said} told @param {boolean} isShared whether the other record has this neighbour too */
function said({ what, other, when, sources }, isShared) {
  return h(
    `li${isShared ? ".is-shared" : ""}`, {},
    h("bdi", {}, what), ": ", h("bdi", {}, other), when ? h("span.when", {}, ` ${when}`) : null,
    isShared ? h("span.unseen", {}, ` (${t("MatchShared")})`) : null,
    sources?.length ? h("small", {}, h("bdi", {}, sources.join("; "))) : null,
  );
}
