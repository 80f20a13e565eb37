/** What is wrong with the map, each with a link to where it can be mended. */

import { get } from "./asking.js";
import { byId, fill, h } from "./dom.js";
import { faultLine } from "./outcome.js";
import { t } from "./words.js";

/** Shows them anew: what is written may mend one. */
export async function showProblems() {
  /** @type {Wrong[] | Outcome} */
  const found = await get("problems");
  const wrong = Array.isArray(found) ? found : found.problems.map((problem) => ({ problem, thing: "", id: "" }));
  byId("problems").hidden = !wrong.length;
  fill(
    byId("problems"),
    h("h2", {}, t("Problems")),
    h("ul", {}, wrong.map(({ problem, thing, id }) => h("li", {}, faultLine(problem), mending(thing, id)))),
  );
}

/** @param {string} thing @param {string} id */
function mending(thing, id) {
  const name = thing === "file" ? id : t("EditRecord");
  return thing ? h("a", { href: new URL(`../desk?${new URLSearchParams({ thing, id })}`, import.meta.url).href }, name) : null;
}
