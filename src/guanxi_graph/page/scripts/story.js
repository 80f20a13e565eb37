/** Stories: each step sets the view and says something about it. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { label } from "./names.js";
import { OPENING } from "./state.js";
import { t } from "./strings.js";

/** The view that a step asks for. @param {Story} story @param {number} number @returns {Partial<State>} */
export function stepView(story, number) {
  const step = story.steps[Math.max(0, Math.min(number, story.steps.length - 1))];
  return {
    ...fresh(),
    story: story.id,
    step: story.steps.indexOf(step),
    select: step.select ?? "",
    only: step.show ?? [],
    focus: step.focus ?? "",
    depth: step.depth ?? 1,
    connect: step.connect ?? [],
    classes: step.classes ?? null,
    relations: step.relations ?? null,
    years: step.start || step.end ? [year(step.start, -9999), year(step.end, 9999)] : null,
  };
}

/** Everything that a step may set, as it is at the opening. */
function fresh() {
  const { select, pair, connect, focus, depth, only, grown, hidden, all, classes, relations, bases, confidence, sources, years, undated, aside, derived } = OPENING;
  return { select, pair, connect, focus, depth, only, grown, hidden, all, classes, relations, bases, confidence, sources, years, undated, aside, derived };
}

/** @param {string | undefined} text @param {number} otherwise */
function year(text, otherwise) {
  const found = /^-?\d{4}/.exec(text ?? "");
  return found ? Number(found[0]) : otherwise;
}

/** @param {App} app */
export function storyPanel(app) {
  const { state, lang, model } = app;
  const story = model.stories.find((each) => each.id === state.story);
  if (!story) return null;
  const texts = lang === "both" ? "en" : lang;
  const step = story.steps[state.step] ?? story.steps[0];
  const last = state.step >= story.steps.length - 1;
  return h(
    "section.story", { "aria-live": "polite" },
    h("p.kind", {}, icon("book"), label(story.title, texts), h("span.spring"),
      h("button.quiet", { type: "button", onclick: () => app.go({ ...fresh(), story: "", step: 0 }) }, t(lang, "leaveStory"))),
    step.title && h("h2", {}, label(step.title, texts)),
    h("p.story-text", {}, label(step.text, texts)),
    h("div.story-steps", {},
      h("button", { type: "button", id: "story-previous", disabled: state.step === 0, onclick: () => goStep(app, -1) }, icon("back"), t(lang, "previous")),
      h("span.count", {}, t(lang, "step", { n: state.step + 1, all: story.steps.length })),
      h("button.primary", { type: "button", id: "story-next", disabled: last, onclick: () => goStep(app, 1) }, t(lang, "next"), icon("forward"))),
    h("progress", { max: story.steps.length, value: state.step + 1, "aria-label": t(lang, "step", { n: state.step + 1, all: story.steps.length }) }),
  );
}

/** @param {App} app @param {number} by */
export function goStep(app, by) {
  const story = app.model.stories.find((each) => each.id === app.state.story);
  const next = app.state.step + by;
  if (story && next >= 0 && next < story.steps.length) app.go({ step: next });
}
