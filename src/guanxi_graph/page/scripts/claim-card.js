/** One claim as a card: the sentence, how sure, who says so, why it ranks as it does. */

import { copyButton } from "./copying.js";
import { correction } from "./correction.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isAside } from "./model.js";
import { isDated } from "./filters.js";
import { ownPage } from "./own-page.js";
import { chosen, selectedClaim } from "./selection.js";
import { citation, plainSentence, referenceLine, sentence } from "./sentences.js";
import { t } from "./strings.js";

/** @param {App} app @param {Claim} claim @param {any} [words] the claim in words, when not the whole sentence
 * @param {boolean} [open] */
export function claimCard(app, claim, words = sentence(app, claim), open = false) {
  const meant = claim === selectedClaim(app);
  return h(
    `article.claim${isAside(claim) ? ".set-aside" : ""}${meant ? ".chosen" : ""}`, { "data-claim": claim.id },
    h("p.words", {}, words),
    h("p.marks", {}, marks(app, claim), conflictLink(app, claim)),
    claim.reason && h("p.reason", {},
      h("b", {}, t(app.lang, claim.rank === 0 ? "reasonAside" : "reasonPreferred")), " ", claim.reason),
    claim.note && h("p.note", {}, claim.note),
    claim.rule && premises(app, claim),
    h(
      "details.says", { open },
      h("summary", {}, sourceLine(app, claim)),
      h("ol.cites", {}, claim.cites.map((cite) => citation(app, cite))),
      tools(app, claim),
    ),
  );
}

/** @param {App} app @param {Claim} claim */
function marks(app, claim) {
  const marked = [h(`span.mark.sure-${claim.confidence}`, {}, t(app.lang, `confidence${claim.confidence}`))];
  if (claim.rank === 0) marked.push(h("span.mark.aside", {}, t(app.lang, "setAside")));
  if (claim.rank === 2) marked.push(h("span.mark.preferred", {}, t(app.lang, "preferred")));
  if (claim.rule) marked.push(h("span.mark", {}, t(app.lang, "derived")));
  if (!isDated(claim) && claim.object) marked.push(h("span.mark", {}, t(app.lang, "undatedWord")));
  return marked;
}

/** To the other accounts, where they are not shown already. @param {App} app @param {Claim} claim */
function conflictLink(app, claim) {
  const sides = app.model.conflict.get(claim)?.claims ?? [];
  const shown = selectedClaim(app);
  if (sides.length < 2 || (shown && sides.includes(shown))) return null;
  return h(
    "button.mark.conflicting", { type: "button", onclick: () => app.go({ selection: chosen("claim", claim.id) }) },
    icon("warn"), t(app.lang, "conflictCount", { n: sides.length }),
  );
}

/** @param {App} app @param {Claim} claim */
function premises(app, claim) {
  const found = claim.premises.flatMap((id) => app.model.claim.get(id) ?? []);
  return h(
    "div.premises", {}, h("p", {}, t(app.lang, "rule", { rule: claim.rule })),
    h("ul", {}, found.map((each) => h("li", {}, sentence(app, each)))),
  );
}

/** "Asprec 2012 ¶9 and 1 more" @param {App} app @param {Claim} claim */
function sourceLine(app, claim) {
  const [first] = claim.cites;
  if (!first) return t(app.lang, "sourcesCount", { n: 0 });
  const year = first.source.published?.slice(0, 4);
  const name = first.source.publisher || first.source.authors?.[0] || first.source.title;
  return [
    h("span.says-who", {}, name, year && ` ${year}`, first.locator && ` ${first.locator}`),
    claim.cites.length > 1 && h("span.says-more", {}, `+${claim.cites.length - 1}`),
  ];
}

/** What to do with the claim. @param {App} app @param {Claim} claim */
function tools(app, claim) {
  const place = h("span.copied");
  const cite = copyButton(app, place, t(app.lang, "cite"), t(app.lang, "citeTitle"), () => citeText(app, claim));
  return h("p.tools", {}, cite, correction(app, claim, place), ownPage(app, "id/claim", claim.id), place);
}

/** The claim as one would write it down: words, sources, IRI. @param {App} app @param {Claim} claim */
export function citeText(app, claim) {
  const iri = app.model.map.claims + encodeURIComponent(claim.id);
  return [`${plainSentence(app, claim)}.`, ...claim.cites.map(referenceLine), iri].join("\n");
}
