/** What came of a change: the problems at their fields, what was written where, and what it did, in words. */

import { byId, fill, h } from "./dom.js";
import { standing, t } from "./words.js";

/** The field of the form for a place in the record. @param {Fault} fault */
export function fieldOf({ field = "" }) {
  const [first, , third] = field.split(".");
  if (first === "sources") return third === "quote" ? "quote" : "locator";
  return first;
}

/** @param {Fault} fault */
export function faultLine(fault) {
  const kind = fault.severity === "warning" ? "p.fault.is-warning" : "p.fault";
  const place = fault.field ? null : h("small", {}, ` ${fault.place}`);
  return h(kind, {}, fault.message, fault.hint ? `; ${fault.hint}` : "", place);
}

/** @param {Outcome} outcome */
export function showOutcome(outcome) {
  const wrong = outcome.problems.filter((each) => each.severity !== "warning");
  fill(
    byId("outcome"),
    outcome.problems.map(faultLine),
    wrong.length && !outcome.done ? h("p", {}, t("NothingWritten")) : null,
    outcome.done ? written(outcome) : null,
  );
}

/** @param {Outcome} outcome */
export function written(outcome) {
  return [
    outcome.difference.map((words) => h("p.difference", {}, words)),
    outcome.written.map(({ file, line, text }) =>
      h("details", {}, h("summary", {}, t("Written", { file, line })), h("pre", {}, text))),
    outcome.found.map(({ cited, state, missing }) => {
      const aside = missing.length ? ` (${missing.join(", ")})` : "";
      return h("p.small", {}, t("Found", { cited, state: standing(state) }), aside);
    }),
  ];
}

/** @param {unknown} error */
export function showError(error) {
  const text = error instanceof Error ? error.message : String(error);
  fill(byId("outcome"), h("p.fault", { role: "alert" }, text || t("NoAnswer")));
}
