/** A claim as its line in a file of the map, and the way back to whoever keeps it. */

import { copyButton } from "./copying.js";
import { webLink } from "./dom.js";
import { plainSentence } from "./sentences.js";
import { t } from "./strings.js";

const CONFIDENCES = ["disputed", "", "confirmed"]; // "" of what a file need not say
const RANKS = ["deprecated", "", "preferred"];

/** A link to the map's address for corrections; where it has none, a button that copies the claim's line.
 * @param {App} app @param {Claim} claim @param {Element} place where the line is shown */
export function correction(app, claim, place) {
  const words = t(app.lang, "report");
  const address = app.model.map.corrections;
  return address ? webLink(reportAddress(app, claim, address), words)
    : copyButton(app, place, words, t(app.lang, "reportPurpose"), () => claimLine(claim));
}

/** The address with the claim in words for its title, and with its line and what is asked for its body.
 * Lines of a mail end in CRLF (RFC 6068, §5); others take it too.
 * @param {App} app @param {Claim} claim @param {string} address */
export function reportAddress(app, claim, address) {
  const body = ["```yaml", claimLine(claim), "```", "", t(app.lang, "reportAsk"), "", ""].join("\r\n");
  return address.replace(/\{(title|body)\}/g, (_, hole) =>
    encodeURIComponent(hole === "title" ? plainSentence(app, claim) : body));
}

/** The claim as it would stand in a file. @param {Claim} claim */
export function claimLine(claim) {
  const { id, subject, relation, object, value, unit, start, end, at, qualifiers, weight, reason, note, rule, premises } = claim;
  return `- ${flow({
    id, subject: subject.id, relation: relation.id, object: object?.id, value, unit, start, end, at, qualifiers,
    weight: weight ? String(weight) : "",
    sources: claim.cites.map(cited), confidence: CONFIDENCES[claim.confidence], rank: RANKS[claim.rank],
    denied: claim.denied ? "true" : "",
    reason, note, rule, premises,
  })}`;
}

/** In one text where that reads back the same. @param {Citation} cite */
function cited({ source, locator, quote, link }) {
  const isPlain = !quote && !link && locator === locator.trim();
  return isPlain ? `${source.id} ${locator}`.trim() : { source: source.id, locator, quote, link };
}

/** A value as YAML on one line, without the fields that are empty. @param {any} value @returns {string} */
export function flow(value) {
  if (typeof value === "string") return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  const fields = Object.entries(value).filter(([, each]) => !isEmpty(each));
  return `{${fields.map(([name, each]) => `${scalar(name)}: ${flow(each)}`).join(", ")}}`;
}

/** @param {any} value */
function isEmpty(value) {
  return value === undefined || (typeof value === "object" ? Object.keys(value) : value).length === 0;
}

const PLAIN = /^[\p{L}\p{N}.¶§](?:[\p{L}\p{M}\p{N} ._~¶§()/-]*[\p{L}\p{M}\p{N}._~¶§()/-])?$/u;
const MEANT_OTHERWISE = /^(?:null|true|false|yes|no|on|off)$/i;

/** Without quotes only what every reader takes as it stands; JSON's text is YAML's but for what does not print.
 * @param {string} text */
function scalar(text) {
  if (PLAIN.test(text) && !MEANT_OTHERWISE.test(text)) return text;
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
}

/** @param {string} char */
function escaped(char) {
  return `\\U${/** @type {number} */ (char.codePointAt(0)).toString(16).padStart(8, "0")}`;
}
