/** The ties of one entity: by kind and direction, and under each by the other end. */

import { claimCard } from "./claim-card.js";
import { yearMark } from "./dates.js";
import { h, unfolding } from "./dom.js";
import { isAside, isTie } from "./model.js";
import { entityLink, groupName, seenFrom } from "./sentences.js";
import { t } from "./strings.js";
import { otherEnd, partners, tally } from "./tally.js";

/** More stay folded. */
const FEW = 6;
/** Of a claim of which no end is known. */
export const FOREVER = 9999;

/** @param {App} app @param {Entity} entity @param {Claim[]} ties */
export function tieGroups(app, entity, ties) {
  return [...grouped(ties.sort(byKind(entity)), (claim) => groupName(app, claim, entity))].map(([name, claims]) => {
    const ends = [...grouped(claims.sort(inTime), (claim) => (claim.denied ? claim : otherEnd(claim, entity))).values()];
    const held = claims.filter(isTie);
    const rows = ends.sort((a, b) => b.length - a.length).map((each) => () => bundle(app, entity, each));
    const count = partners(entity, held).size < held.length ? tally(app.lang, entity, held) : held.length;
    return h(
      "section.group", {},
      h("h3", {}, name, held.length > 0 && h("span.count", {}, count)),
      rows.slice(0, FEW).map((row) => row()),
      rows.length > FEW &&
        unfolding("rest", t(app.lang, "more", { n: rows.length - FEW }), () => rows.slice(FEW).map((row) => row())),
    );
  });
}

/** All of one kind that joins the two: one claim as it is, several behind their number.
 * @param {App} app @param {Entity} entity @param {Claim[]} claims */
function bundle(app, entity, claims) {
  const cards = () => claims.map((claim) => claimCard(app, claim, seenFrom(app, claim, entity)));
  if (claims.length === 1) return cards();
  const words = [t(app.lang, "ties", { n: claims.length }), yearsOf(app, claims)].filter(Boolean);
  return h(
    "div.bundle", {}, entityLink(app, otherEnd(claims[0], entity)),
    unfolding("single", words.join(app.lang.one.texts.comma), cards),
  );
}

/** The first and the last year that is told. @param {App} app @param {Claim[]} claims */
function yearsOf(app, claims) {
  const told = claims.flatMap(({ from, to }) => [from, to]).filter((year) => year !== null && year !== FOREVER);
  if (!told.length) return "";
  const ends = [Math.min(.../** @type {number[]} */ (told)), Math.max(.../** @type {number[]} */ (told))];
  return [...new Set(ends)].map((year) => yearMark(year, app.lang.one)).join("–");
}

/** What joins the two comes first, what only names them together later. @param {Entity} entity
 * @returns {(a: Claim, b: Claim) => number} */
function byKind(entity) {
  const joins = (/** @type {Claim} */ { relation }) => Number(Boolean(relation.base || relation.affiliation));
  const inward = (/** @type {Claim} */ claim) => Number(claim.object === entity);
  return (a, b) => joins(b) - joins(a) || a.relation.n - b.relation.n || inward(a) - inward(b);
}

/** What stands first, what is set aside last. @param {Claim} a @param {Claim} b */
function inTime(a, b) {
  const began = (/** @type {Claim} */ claim) => claim.from ?? claim.to ?? Number.MAX_SAFE_INTEGER;
  return Number(isAside(a)) - Number(isAside(b)) || began(a) - began(b) || a.n - b.n;
}

/** @template T, K @param {T[]} items @param {(item: T) => K} key @returns {Map<K, T[]>} */
export function grouped(items, key) {
  /** @type {Map<K, T[]>} */
  const found = new Map();
  for (const item of items) {
    const name = key(item);
    const known = found.get(name);
    if (known) known.push(item);
    else found.set(name, [item]);
  }
  return found;
}
