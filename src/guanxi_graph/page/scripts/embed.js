/** The page in a frame of somebody's article: the picture under a title, what is told of it, a way to the whole page.
 *
 * A frame that takes the wheel traps whoever scrolls past, so the picture sleeps until it is clicked, also where all of
 * the page is framed.
 */

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { label, spokenName } from "./names.js";
import { selectedEntities } from "./selection.js";
import { encode } from "./state.js";
import { storyStrip, toldStep } from "./story.js";
import { t } from "./strings.js";

/** The picture's height is this part of its width, within bounds in pixels. */
const HIGH = 0.6;
const LOWEST = 260;
const HIGHEST = 560;

/** @param {App} app @returns {Part} */
export function createEmbed(app) {
  const [head, foot] = [byId("frame-head"), byId("frame-foot")];
  const body = document.body.classList;
  const guard = h("button.guard", { type: "button", hidden: true, onclick: explore }, h("span"));
  byId("overlay").before(guard);
  const isFramed = parent !== window;
  const sleeps = () => app.state.embed || isFramed;
  addEventListener("blur", () => sleeps() && settle(true));
  addEventListener("click", () => app.state.embed || settle(false));
  const tell = heightTeller(head, foot);
  return { update };

  function explore() {
    settle(false);
    byId("canvas").focus({ preventScroll: true });
  }

  /** @param {boolean} asleep */
  function settle(asleep) {
    body.toggle("asleep", asleep);
    guard.hidden = !asleep;
  }

  /** @param {App} _ @param {State | null} before */
  function update(_, before) {
    const { state } = app;
    body.toggle("embed", state.embed);
    head.hidden = foot.hidden = !state.embed;
    if (!sleeps()) settle(false);
    else if (!before || state.embed !== before.embed) settle(true);
    fill(guard.firstElementChild, t(app.lang, "explore"));
    if (state.embed) dress(before);
    else body.remove("reading");
  }

  /** Title and words of the frame. @param {State | null} before */
  function dress(before) {
    const { state } = app;
    const isStep = state.story !== before?.story || state.step !== before?.step;
    if (isStep || state.selection.kind === "nothing") body.remove("reading");
    else if (before && isOther(state, before)) body.add("reading");
    fill(head, title(app));
    const focused = document.activeElement?.id;
    fill(foot, storyStrip(app), caption(app), credit(app));
    if (focused && foot.querySelector(`#${focused}`)) byId(focused).focus();
    tell();
  }
}

/** @param {State} now @param {State} before */
function isOther(now, before) {
  return JSON.stringify(now.selection) !== JSON.stringify(before.selection);
}

/** @param {App} app */
function title(app) {
  const { state, model, lang } = app;
  const said = label(toldStep(app)?.story.title ?? model.map.title, lang.one);
  const words = t(lang, "openWhole");
  return h("a.frame-title", {
    href: `#${encode({ ...state, embed: false })}`, target: "_blank", rel: "noopener", title: words,
  }, h("b", {}, said), h("span.unseen", {}, ` – ${words}`), icon("open"));
}

/** What is chosen, and the way to its evidence. @param {App} app */
function caption(app) {
  const { kind } = app.state.selection;
  if (kind === "nothing") return null;
  const between = kind === "connect" ? " → " : " · ";
  const who = selectedEntities(app).map((each, place) => [place > 0 && between, h("bdi", {}, spokenName(each, app.lang))]);
  const open = () => {
    document.body.classList.add("reading");
    byId("panel").focus({ preventScroll: true });
  };
  const evidence = h("button.quiet", { type: "button", onclick: open }, t(app.lang, "evidence"));
  return h("p.frame-caption", {}, h("b", {}, who), evidence);
}

/** @param {App} app */
function credit({ model: { map }, lang }) {
  const words = label(map.theme.credit, lang);
  return words && h("p.small", {}, words);
}

/** Tells the page around the frame how high it would be, and nothing else. What it tells depends on the frame's
 * width alone, so that following it comes to rest. @param {HTMLElement} head @param {HTMLElement} foot */
function heightTeller(head, foot) {
  let told = 0;
  const tell = () => {
    if (parent === window || head.hidden) return;
    const picture = Math.min(HIGHEST, Math.max(LOWEST, innerWidth * HIGH));
    const height = Math.ceil(head.offsetHeight + picture + foot.scrollHeight);
    // Whoever frames the page may read a height.
    if (height !== told) parent.postMessage({ guanxiHeight: height }, "*");
    told = height;
  };
  const observer = new ResizeObserver(tell);
  for (const part of [head, foot]) observer.observe(part);
  addEventListener("resize", tell);
  return tell;
}
