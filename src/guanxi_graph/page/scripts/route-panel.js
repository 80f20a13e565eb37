/** Introductions from one to another: the best routes with their hops, strengths and sources. */

import { claimCard } from "./claim-card.js";
import { h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { nameOf } from "./names.js";
import { picker } from "./picker.js";
import { chosen, selectedEnds } from "./selection.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";
import { threeDigits } from "./values.js";

/** @param {App} app @param {Find} find */
export function routePanel(app, find) {
  const { view, lang } = app;
  const [from, to] = selectedEnds(app, "connect");
  return [
    h(
      "header.entity", {}, h("p.kind", {}, icon("path"), t(lang, "introductions")),
      from && to && h("h2", {}, h("bdi", {}, nameOf(from, lang)), " → ", h("bdi", {}, nameOf(to, lang))),
      connectForm(app, find),
    ),
    from && to && view.routes.map((route, place) => routeCard(app, route, place)),
    from && to && notes(app),
  ];
}

/** @param {App} app */
function notes({ view, lang, model }) {
  const { introduction_decay: decay, affiliation, intermediaries } = model.map.analysis;
  return [
    !view.routes.length && h("p.empty", {}, t(lang, "noPath", { n: intermediaries })),
    h("p.small", {}, t(lang, "introNote", { decay, affiliation })),
  ];
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

/** @param {App} app @param {Route} route @param {number} place */
function routeCard(app, route, place) {
  const { lang } = app;
  const { score, weakest, people, hops } = route;
  const facts = [
    `${t(lang, "score")} ${threeDigits(score)}`,
    `${t(lang, "weakest")} ${threeDigits(weakest)}`,
    t(lang, hops.length === 1 ? "direct" : people ? "viaPeople" : "viaOrgs"),
  ];
  return h(
    `section.route${place === 0 ? ".best" : ""}`, {},
    h("h3", {}, t(lang, "bestOf", { n: place + 1 }), h("span.count", {}, facts.join(" · "))),
    h("p.chain", {}, route.entities.map((entity, n) => [
      n > 0 && h("span.arrow", { "aria-hidden": "true" }, "→"),
      h("span.link", {}, sign(entity.cls), entityLink(app, entity)),
    ])),
    h("details.says", { open: place === 0 },
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
