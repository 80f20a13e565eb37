/** Stories: each step sets the view and says something about it. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { spoken } from "./names.js";
import { chosen, one } from "./selection.js";
import { FRESH } from "./state.js";
import { t } from "./strings.js";

/** The view that a step asks for. @param {Model} model @param {Story} story @param {number} number
 * @returns {Partial<State>} */
export function stepView(model, story, number) {
  const place = Math.max(0, Math.min(number, story.steps.length - 1));
  const { select, show, focus, depth, connect, classes, relations, years } = story.steps[place];
  return {
    ...FRESH,
    story: story.id,
    step: place,
    selection: connect ? chosen("connect", ...connect) : one(model, select ?? ""),
    only: show ?? [],
    focus: focus ?? "",
    depth: depth ?? 1,
    classes: classes ?? null,
    relations: relations ?? null,
    years: years ?? null,
  };
}

/** The story and the step that is told, if one is. @param {{ model: Model, state: State }} where
 * @returns {{ story: Story, place: number, step: Step } | null} */
export function toldStep({ model, state }) {
  const story = model.stories.find((each) => each.id === state.story);
  if (!story) return null;
  const place = Math.min(state.step, story.steps.length - 1);
  return { story, place, step: story.steps[place] };
}

/** Whom the camera of the step looks at. @param {App} app @returns {Entity[]} */
export function lookedAt(app) {
  return (toldStep(app)?.step.camera ?? []).flatMap((id) => app.model.entity.get(id) ?? []);
}

/** In a frame the step stands below the picture. @param {App} app */
export function storyStrip(app) {
  const told = toldStep(app);
  if (!told) return null;
  const { story, place, step: { title, text } } = told;
  const texts = app.lang.one;
  return h(
    "div.strip", {},
    h("div.strip-words", {},
      title && h("h2", {}, spoken(title, texts)), h("p", {}, spoken(text, texts))),
    progress(app, place, story.steps.length),
  );
}

/** @param {App} app */
export function storyPanel(app) {
  const { state, lang } = app;
  const told = toldStep(app);
  if (!told || state.embed) return null;
  const texts = lang.one;
  const { story, place, step: { title, text } } = told;
  return h(
    "section.story", {},
    h("p.kind", {}, icon("book"), spoken(story.title, texts), h("span.spring"),
      h("button.quiet", { type: "button", onclick: () => app.go(FRESH) }, t(lang, "leaveStory"))),
    title && h("h2", {}, spoken(title, texts)),
    h("p.story-text", {}, spoken(text, texts)),
    progress(app, place, story.steps.length),
  );
}

/** @param {App} app @param {number} place @param {number} all */
function progress(app, place, all) {
  const { lang } = app;
  const step = t(lang, "step", { n: place + 1, all });
  const button = (/** @type {string} */ name, /** @type {number} */ by, /** @type {any[]} */ ...words) => {
    const disabled = place + by < 0 || place + by >= all;
    return h(`button${by > 0 ? ".primary" : ""}`,
      { type: "button", id: `story-${name}`, disabled, onclick: () => goStep(app, by) }, words);
  };
  return [
    h("div.story-steps", {},
      button("previous", -1, icon("back"), t(lang, "previous")),
      h("span.count", {}, step),
      button("next", 1, t(lang, "next"), icon("forward"))),
    h("progress", { max: all, value: place + 1, "aria-label": step }),
  ];
}

/** @param {App} app @param {number} by */
export function goStep(app, by) {
  const story = app.model.stories.find((each) => each.id === app.state.story);
  const next = app.state.step + by;
  if (story && next >= 0 && next < story.steps.length) app.go({ step: next });
}
