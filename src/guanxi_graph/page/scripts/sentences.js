/** Claims in words, with every name a link into the map. */

import { h, webLink } from "./dom.js";
import { spell, when } from "./dates.js";
import { label, nameOf, relationName, spoken, spokenName } from "./names.js";
import { chosen } from "./selection.js";
import { t } from "./strings.js";
import { isWrittenIn } from "./tongues.js";
import { money, withUnit } from "./values.js";

/** A button that selects an entity. @param {App} app @param {Entity} entity */
export function entityLink(app, entity) {
  const select = () => app.go({ selection: chosen("entity", entity.id) });
  return h("button.name", { type: "button", dir: "auto", onclick: select }, spokenName(entity, app.lang));
}

/** The name in its language. @param {App} app @param {Entity} entity */
export function bareName({ lang }, entity) {
  return spokenName(entity, lang);
}

/** The whole claim as a sentence. @param {App} app @param {Claim} claim
 * @param {(app: App, entity: Entity) => any} [named] how its ends are shown */
export function sentence(app, claim, named = entityLink) {
  const object = claim.object ? named(app, claim.object) : h("b", {}, valueWords(app, claim));
  const verb = h("i", {}, spoken(claim.relation.labels, app.lang));
  return struck(app, claim, [named(app, claim.subject), " ", verb, " ", object, tail(app, claim)]);
}

/** What its sources say is not so, struck through behind the word for it. @param {App} app @param {Claim} claim
 * @param {any[]} words */
export function struck(app, claim, words) {
  return claim.denied ? [h("b.mark.denied", {}, t(app.lang, "denied")), " ", h("s", {}, words)] : words;
}

/** The claim as plain text. @param {App} app @param {Claim} claim */
export function plainSentence(app, claim) {
  const object = claim.object ? nameOf(claim.object, app.lang) : valueWords(app, claim);
  const { one } = app.lang;
  const rest = [when(claim, one), times(claim), qualifierWords(app, claim)].filter(Boolean).join(one.texts.comma);
  const said = [nameOf(claim.subject, app.lang), label(claim.relation.labels, app.lang), object, rest];
  return (claim.denied ? `${t(app.lang, "denied")}: ` : "") + said.filter(Boolean).join(" ");
}

/** The claim seen from one end: only what the heading above does not say. @param {App} app @param {Claim} claim
 * @param {Entity} from */
export function seenFrom(app, claim, from) {
  const other = claim.object && (claim.subject === from ? claim.object : claim.subject);
  return struck(app, claim, [other ? entityLink(app, other) : h("b", {}, valueWords(app, claim)), tail(app, claim)]);
}

/** @param {App} app @param {Claim} claim */
function tail(app, claim) {
  const { one } = app.lang;
  const parts = [when(claim, one), times(claim), qualifierWords(app, claim)].filter(Boolean);
  return parts.length ? h("span.tail", {}, " ", parts.join(one.texts.comma)) : null;
}

/** Of how many letters, meetings and the like it is made: ×12. @param {Claim} claim */
function times(claim) {
  return claim.weight ? `×${claim.weight}` : "";
}

/** @param {App} app @param {Claim} claim */
export function valueWords(app, claim) {
  const lang = app.lang.one;
  if (claim.relation.value === "number") return withUnit(claim.value, claim.unit, lang);
  if (claim.relation.value === "date") return spell(claim.value, lang);
  return claim.value;
}

/** @param {App} app @param {Claim} claim */
export function qualifierWords(app, claim) {
  const lang = app.lang.one;
  return Object.entries(claim.qualifiers).map(([name, value]) => {
    const kind = app.model.qualifiers[name];
    const words = [value].flat().map((each) => qualifierValue(app, kind?.value, each)).join(lang.texts.comma);
    const named = label(kind?.labels, app.lang) || name;
    return kind?.value === "money" ? words : `${named.replace(" (%)", "")} ${words}${/%/.test(named) ? "%" : ""}`;
  }).join(lang.texts.comma);
}

/** @param {App} app @param {string | undefined} kind @param {string} value */
function qualifierValue(app, kind, value) {
  const entity = app.model.entity.get(value);
  if (kind === "money") return money(value, app.lang.one);
  if (kind === "date") return spell(value, app.lang.one);
  return kind === "entity" && entity ? nameOf(entity, app.lang) : value;
}

/** What a group of an entity's claims is called. @param {App} app @param {Claim} claim @param {Entity} from */
export function groupName(app, claim, from) {
  return relationName(claim.relation, claim.subject === from ? null : from, app.lang);
}

/** A citation as one would write it down; its source is told as everywhere else. @param {Citation} cite */
export function referenceLine({ source, locator }) {
  const told = source.reference ?? patterned(source);
  return [told, locator && `${locator}.`, source.url].filter(Boolean).join(" ");
}

/** A reference that names the fields which stand in it, as `packed.py` writes it. @param {any} source */
function patterned(source) {
  const told = (/** @type {string} */ field, /** @type {string} */ name) => source[name] ?? field;
  return source.pattern.replace(/\{(title|publisher|published)\}/g, told);
}

/** A place with a link, or that is an address, leads there: a page of a scan, a record. @param {Citation} cite */
function placeIn({ locator, link }) {
  const address = link || (/^https?:\/\/\S+$/i.test(locator) ? locator : "");
  return address ? webLink(address, locator || address) : locator;
}

/** Its language, where the words are its own and no translation. @param {Source} source @param {string} words */
function tongueOfSource({ language }, words) {
  return language && isWrittenIn(words, language) ? language : null;
}

/** One source as a line: title, publisher, date, place in it, links. @param {App} app @param {Citation} cite */
export function citation(app, cite) {
  const { source } = cite;
  const lang = app.lang.one;
  const published = source.published && spell(source.published, lang);
  const by = [source.authors?.join(", "), source.publisher, published].filter(Boolean);
  const repeated = app.model.sources.find((each) => each.id === source.lineage)?.title ?? source.lineage;
  return h(
    "li.cite", {},
    h("span.cite-title", { lang: tongueOfSource(source, source.title) }, source.url ? webLink(source.url, source.title) : source.title),
    (cite.locator || cite.link) && h("span.locator", {}, placeIn(cite)),
    by.length > 0 && h("span.cite-by", {}, by.join(" · ")),
    source.archived_url && h("span.cite-by", {}, webLink(source.archived_url, t(app.lang, "archived"))),
    repeated && h("span.cite-by", {}, `${t(app.lang, "repeats")} ${repeated}`),
    source.reliability && h("span.cite-by", {}, t(app.lang, `reliability-${source.reliability}`)),
    cite.quote && h("q", { lang: tongueOfSource(source, cite.quote) }, cite.quote),
    cite.found && h(`span.cite-found.${cite.found}`, {}, t(app.lang, cite.found)),
  );
}
