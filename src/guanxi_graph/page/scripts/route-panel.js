/** Introductions from one to another: the best routes with their hops, strengths and sources. */

import { claimCard } from "./claim-card.js";
import { h } from "./dom.js";
import { icon, sign } from "./icons.js";
import { nameOf } from "./names.js";
import { picker } from "./picker.js";
import { entityLink, sentence } from "./sentences.js";
import { t } from "./strings.js";

/** @param {App} app @param {(query: string, most: number) => Entity[]} find */
export function routePanel(app, find) {
  const { view, lang, model, state } = app;
  const [from, to] = state.connect.map((id) => model.entity.get(id));
  return [
    h(
      "header.entity", {}, h("p.kind", {}, icon("path"), t(lang, "introductions")),
      from && to && h("h2", {}, `${nameOf(from, lang)} → ${nameOf(to, lang)}`),
      connectForm(app, find),
    ),
    from && to && view.routes.map((route, place) => routeCard(app, route, place)),
    from && to && !view.routes.length && h("p.empty", {}, t(lang, "noPath")),
    from && to && h("p.small", {}, t(lang, "introNote", { decay: model.map.analysis.introduction_decay, affiliation: model.map.analysis.affiliation })),
  ];
}

/** Two fields: from whom to whom. @param {App} app @param {(query: string, most: number) => Entity[]} find */
export function connectForm(app, find) {
  const { state, model, lang } = app;
  const field = (/** @type {number} */ place, /** @type {string} */ id, /** @type {string} */ words) => {
    const chosen = model.entity.get(state.connect[place] ?? "");
    return picker({
      id, label: t(lang, words), placeholder: t(lang, words), app, find,
      value: chosen ? nameOf(chosen, lang) : "",
      choose: (entity) => {
        const ends = [state.connect[0] ?? "", state.connect[1] ?? ""];
        ends[place] = entity.id;
        app.go({ connect: ends, select: "", pair: [] });
        if (!ends[1 - place]) document.getElementById(place ? "connect-from" : "connect-to")?.focus();
      },
    });
  };
  return h("div.connect", {}, field(0, "connect-from", "connectTwo"), icon("forward"), field(1, "connect-to", "connectTo"));
}

/** @param {App} app @param {Route} route @param {number} place */
function routeCard(app, route, place) {
  const { lang } = app;
  return h(
    `section.route${place === 0 ? ".best" : ""}`, {},
    h(
      "h3", {}, t(lang, "bestOf", { n: place + 1 }),
      h("span.count", {}, `${t(lang, "score")} ${route.score.toPrecision(2)} · ${t(lang, "weakest")} ${route.weakest.toFixed(2)} · ${t(lang, route.people ? "viaPeople" : "viaOrgs")}`),
    ),
    h("p.chain", {}, route.entities.map((entity, n) => [n > 0 && h("span.arrow", { "aria-hidden": "true" }, "→"), h("span.link", {}, sign(entity.cls), entityLink(app, entity))])),
    h("details.says", { open: place === 0 }, h("summary", {}, t(lang, "saysSo")), route.hops.map((hop) => hopCard(app, hop))),
  );
}

/** @param {App} app @param {Hop} hop */
function hopCard(app, hop) {
  const shared = hop.ties.every((tie) => tie.relation.focus);
  return h(
    "div.hop", {},
    h("p.hop-strength", {}, `${t(app.lang, "strength")} ${hop.strength.toFixed(2)}${shared ? ` · ${t(app.lang, "sharedBase")}` : ""}`,
      h("meter", { min: 0, max: 1, value: hop.strength, "aria-label": `${t(app.lang, "strength")} ${hop.strength.toFixed(2)}` })),
    hop.ties.map((tie) => claimCard(app, tie, sentence(app, tie))),
  );
}
