/** What joins one to another: introductions with their hops, strengths and sources, or what comes nearest. */

import { answerWords, filterNames } from "./answer-words.js";
import { claimCard } from "./claim-card.js";
import { unfiltered } from "./connection.js";
import { h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { nameOf, spokenName } from "./names.js";
import { picker } from "./picker.js";
import { chosen, selectedEnds } from "./selection.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";
import { threeDigits } from "./values.js";

/** @param {App} app @param {Find} find */
export function routePanel(app, find) {
  const { view: { answer }, lang } = app;
  const [from, to] = selectedEnds(app, "connect");
  return [
    h(
      "header.entity", {}, h("p.kind", {}, icon("path"), t(lang, "introductions")),
      from && to && h("h2", {}, h("bdi", {}, spokenName(from, lang)), " → ", h("bdi", {}, spokenName(to, lang))),
      connectForm(app, find),
    ),
    answer && answerCards(app, answer),
  ];
}

/** @param {App} app @param {Answer} answer */
function answerCards(app, answer) {
  const { lang } = app;
  const { kind, routes, shared, trail, without } = answer;
  const words = answerWords(app, answer);
  const cards = routes.map((route, place) => routeCard(app, route, place, answer));
  const bases = shared.map((base) => baseCard(app, base));
  return [
    without.length > 0 && liftCard(app, answer),
    words && h("p.answer", {}, words),
    ...(kind === "introduced"
      ? [cards, bases.length > 0 && h("section", {}, h("h3", {}, t(lang, "alsoShared")), bases)]
      : [bases, bases.length > 0 && cards.length > 0 && h("h3", {}, t(lang, "alsoWeaker")), cards]),
    trail.map((step) => h("section.route", {}, step.ties.map((tie) => claimCard(app, tie, sentence(app, tie))))),
    routes.length > 0 && note(app),
  ];
}

/** What keeps the answer out, and the way to it. @param {App} app @param {Answer} answer */
function liftCard(app, answer) {
  const { lang, go } = app;
  const lift = { type: "button", onclick: () => go(unfiltered(answer.without)) };
  return h("div.lift", { role: "note" },
    h("p", {}, t(lang.one, "filteredAway", { names: filterNames(app, answer) })),
    h("button.quiet", lift, t(lang, "liftFilter")));
}

/** @param {App} app */
function note({ lang, model }) {
  const { introduction_decay: decay, affiliation } = model.map.analysis;
  return h("p.small", {}, t(lang, "introNote", { decay, affiliation }));
}

/** What both stand to: the claims of the one and of the other. @param {App} app @param {SharedBase} shared */
function baseCard(app, { base, years, claims }) {
  const { lang } = app;
  const cards = claims.flat().map((claim) => claimCard(app, claim, sentence(app, claim)));
  return h("section.route.base", {},
    h("h3", {}, h("span.link", {}, sign(base.cls), entityLink(app, base)),
      h("span.count", {}, years ? t(lang, "yearsInCommon", { n: years }) : t(lang, "sharedBase"))),
    cards);
}

/** Two fields: from whom to whom. @param {App} app @param {Find} find */
export function connectForm(app, find) {
  const { lang } = app;
  const ends = selectedEnds(app, "connect");
  const field = (/** @type {number} */ place, /** @type {string} */ id, /** @type {string} */ words) => {
    const known = ends[place];
    return picker({
      id, label: t(lang, words), placeholder: t(lang, words), app, find,
      value: known ? nameOf(known, lang) : "",
      choose: (entity) => {
        const ids = ends.map((end) => end?.id ?? "");
        ids[place] = entity.id;
        app.go({ selection: chosen("connect", ...ids) });
        if (!ids[1 - place]) document.getElementById(place ? "connect-from" : "connect-to")?.focus();
      },
    });
  };
  return h("div.connect", {},
    field(0, "connect-from", "connectTwo"), icon("forward"), field(1, "connect-to", "connectTo"));
}

/** @param {App} app @param {Route} route @param {number} place @param {Answer} answer */
function routeCard(app, route, place, { kind, shared }) {
  const { lang } = app;
  const { score, weakest, people, hops } = route;
  const facts = [
    `${t(lang, "score")} ${threeDigits(score)}`,
    `${t(lang, "weakest")} ${threeDigits(weakest)}`,
    t(lang, hops.length === 1 ? "direct" : people ? "viaPeople" : "viaOrgs"),
  ];
  const best = place === 0 && (kind !== "shared" || !shared.length);
  return h(
    `section.route${best ? ".best" : ""}`, {},
    h("h3", {}, t(lang, kind === "far" ? "shortestWay" : "bestOf", { n: place + 1 }), h("span.count", {}, facts.join(" · "))),
    h("p.chain", {}, route.entities.map((entity, n) => [
      n > 0 && h("span.arrow", { "aria-hidden": "true" }, "→"),
      h("span.link", {}, sign(entity.cls), entityLink(app, entity)),
    ])),
    h("details.says", { open: best },
      h("summary", {}, t(lang, "saysSo")), route.hops.map((hop) => hopCard(app, hop))),
  );
}

/** The strength of the link, and the claims that it comes from. @param {App} app @param {Hop} hop */
function hopCard(app, hop) {
  const shared = hop.ties.every((tie) => tie.relation.affiliation);
  const strength = `${t(app.lang, "strength")} ${threeDigits(hop.strength)}`;
  return h(
    "div.hop", {},
    h("p.hop-strength", {}, `${strength}${shared ? ` · ${t(app.lang, "sharedBase")}` : ""}`,
      h("meter", { min: 0, max: 1, value: hop.strength, "aria-label": strength })),
    hop.ties.map((tie) => claimCard(app, tie, sentence(app, tie))),
  );
}
