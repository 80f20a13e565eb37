/** The form of one claim: it is tried while it is filled in, and written when it is sound. */

import { debounced, get, post } from "./asking.js";
import { completion } from "./completion.js";
import { announce, byId, fill, h } from "./dom.js";
import { newThing } from "./new-thing.js";
import { faultLine, fieldOf, showError, showOutcome } from "./outcome.js";
import { createQualifiers } from "./qualifiers.js";
import { t } from "./words.js";

/** @typedef {import("./new-thing.js").NewFields} NewFields */
/** @typedef {"subject" | "object"} End */

/** What the form shows of a claim, and what is written anew with it. */
const SHOWN = new Set([
  ...["subject", "relation", "object", "value", "unit", "start", "end", "at", "sources", "qualifiers", "note"],
  ...["confidence", "denied", "proposed", "accepted"],
]);

/** @param {Words} words @param {{ written: (outcome: Outcome, number: number | null) => void }} act */
export function createClaimForm(words, act) {
  const form = byId("form");
  let source = "";
  /** The proposal in whose place the claim is written. @type {Proposed | null} */
  let instead = null;
  /** What else the proposal said, which the form does not show. @type {ClaimFields} */
  let rest = {};
  let digest = "";
  // What the files were as the last trial saw them, and what was tried: another change touches other files.
  let [seen, tried] = ["", ""];
  let [turn, asked] = [0, false];
  /** @type {Map<End, NewFields>} */
  const fresh = new Map();
  const tryLater = debounced(attempt);

  const ends = { subject: endField("subject"), object: endField("object") };
  const relation = completion("relation", t("Relation"), relations, undefined, () => {
    adapt();
    changed();
  });
  const [value, unit] = [input("value"), h("select", { id: "unit", name: "unit", onchange: changed })];
  const valued = h("div.row", { hidden: true }, field("value", t("Value"), value), field("unit", t("Unit"), unit));
  const dates = { start: input("start"), end: input("end"), at: input("at") };
  for (const each of Object.values(dates)) each.title = t("DateHint");
  const locator = input("locator");
  const quote = h("textarea", { id: "quote", name: "quote", rows: 3, oninput: changed, placeholder: t("QuoteHint") });
  const confidence = h(
    "select", { id: "confidence", name: "confidence", onchange: changed },
    words.confidences.map((each) => h("option", { value: each, selected: each === "reported" }, each)),
  );
  const denied = h("input", { type: "checkbox", id: "denied", name: "denied", onchange: changed });
  const note = input("note");
  const qualifiers = createQualifiers(words, { offers: (like) => get("things", { like }), changed });
  const news = h("div", {});
  const heading = h("h2", {}, t("Claim"));
  const fit = h("p.small", { role: "status", id: "fit" });
  const general = h("div", {});

  fill(
    form,
    heading, ends.subject.element, relation.element, ends.object.element, valued, news,
    h("div.row", {}, ...Object.entries(dates).map(([name, each]) => field(name, t(capital(name)), each))),
    field("locator", t("Place"), locator), field("quote", t("Quote"), quote),
    h(
      "details", { id: "more" }, h("summary", {}, t("More")),
      h("div.row", {}, field("confidence", t("Confidence"), confidence), field("note", t("Note"), note)),
      h("div.field.ticked", { "data-field": "denied" }, h("label", {}, denied, " ", t("Denied"))),
      qualifiers.element,
      h("button", { type: "button", id: "add-qualifier", onclick: () => qualifiers.add().focus() }, t("AddQualifier")),
    ),
    general, fit,
    h(
      "div.actions", {},
      h("button.main", { type: "submit", id: "write" }, t("Write"), " ", h("kbd", {}, "Ctrl+Enter")),
      h("button", { type: "button", id: "clear", onclick: () => clear(true) }, t("Clear"), " ", h("kbd", {}, "n")),
    ),
  );
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    write();
  });
  form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    // Enter goes on typing; only Ctrl+Enter and the button write.
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  });

  /** @param {End} name */
  function endField(name) {
    return completion(name, t(capital(name)), (text) => offers(name, text), (text) => create(name, text), changed);
  }

  /** @param {string} name */
  function input(name) {
    return h("input", { id: name, name, oninput: changed });
  }

  /** @param {string} name @param {string} label @param {HTMLElement} control */
  function field(name, label, control) {
    return h("div.field", { "data-field": name }, h("label", { for: control.id }, label), control);
  }

  function related() {
    return words.relations.find((each) => each.id === relation.id());
  }

  /** @param {End} end @param {string} text @returns {Promise<Offer[]>} */
  async function offers(end, text) {
    const wanted = related();
    const classes = (end === "subject" ? wanted?.domain : wanted?.range) ?? [];
    return get("things", { like: text, class: classes });
  }

  /** Relations that the two classes allow, the nearest first. @param {string} text @returns {Offer[]} */
  function relations(text) {
    const [from, to] = [kindsOf("subject"), kindsOf("object")];
    const sought = text.toLocaleLowerCase();
    /** @param {string[]} kinds @param {string[]} allowed */
    const fits = (kinds, allowed) => !kinds.length || !allowed.length || kinds.some((each) => allowed.includes(each));
    return words.relations
      .filter((each) => fits(from, each.domain) && (each.value ? !to.length : fits(to, each.range)))
      .map((each) => ({ each, rank: best([each.id, each.label, ...each.also], sought) }))
      .filter((found) => found.rank < 3)
      .sort((a, b) => a.rank - b.rank || a.each.label.length - b.each.label.length)
      .slice(0, 12)
      .map(({ each }) => ({ id: each.id, name: each.label, kind: "", cls: each.definition.slice(0, 70) }));
  }

  /** @param {End} end */
  function kindsOf(end) {
    const kind = fresh.get(end)?.kind() ?? ends[end].kind();
    return words.classes.find((each) => each.id === kind)?.kinds ?? [];
  }

  /** The fields that the relation asks for. */
  function adapt() {
    const wanted = related();
    const units = wanted?.units ?? [];
    valued.hidden = !wanted?.value;
    ends.object.element.hidden = Boolean(wanted?.value);
    if (wanted?.value && fresh.has("object")) drop("object");
    const kept = unit.value;
    fill(unit, units.map((each) => h("option", { value: each }, each)));
    if (units.includes(kept)) unit.value = kept;
    unit.parentElement.hidden = units.length < 2;
  }

  /** @param {End} end @param {string} name @param {NewThing} [known] */
  function create(end, name, known) {
    fresh.get(end)?.element.remove();
    const wanted = related();
    const made = newThing(words, known ?? { id: "", class: "", labels: { en: name } }, {
      classes: (end === "subject" ? wanted?.domain : wanted?.range) ?? [],
      changed,
      renamed: () => {},
      drop: () => {
        drop(end);
        ends[end].input.focus();
      },
    });
    fresh.set(end, made);
    news.append(made.element);
    ends[end].input.value = name;
    if (!known) made.element.querySelector("select")?.focus();
  }

  /** @param {End} end */
  function drop(end) {
    fresh.get(end)?.element.remove();
    fresh.delete(end);
    ends[end].choose(null);
    changed();
  }

  /** @returns {ClaimFields} */
  function fields() {
    const wanted = related();
    const several = (wanted?.units ?? []).length > 1;
    const idOf = (/** @type {End} */ end) => fresh.get(end)?.id() ?? ends[end].id();
    return {
      ...rest,
      subject: idOf("subject"),
      relation: relation.id(),
      ...(wanted?.value ? { value: value.value, unit: several ? unit.value : "" } : { object: idOf("object") }),
      start: dates.start.value,
      end: dates.end.value,
      at: dates.at.value,
      qualifiers: qualifiers.told(),
      sources: source ? [{ source, locator: locator.value, quote: quote.value }] : [],
      confidence: confidence.value === "reported" ? "" : confidence.value,
      denied: denied.checked ? "true" : "",
      note: note.value,
    };
  }

  function isEmpty() {
    return !ends.subject.id() && !ends.object.id() && !relation.id();
  }

  function isWhole() {
    const told = fields();
    return Boolean(told.subject && told.relation && (told.value || told.object));
  }

  function changed() {
    asked = false;
    tryLater();
  }

  /** @param {boolean} now whether it is to be written */
  async function ask(now) {
    const wanted = { claim: fields(), entities: [...fresh.values()].map((each) => each.fields()) };
    const told = JSON.stringify(wanted);
    const order = { ...wanted, write: now, seen: now && told === tried ? seen : "" };
    const outcome = await (instead
      ? post("proposal", { ...order, source, number: instead.number, digest, do: "accept" })
      : post("claim", order));
    if (outcome.seen) [seen, tried] = [outcome.seen, told];
    return outcome;
  }

  async function attempt() {
    const mine = (turn += 1);
    if (isEmpty() && !Object.values(dates).some((each) => each.value)) return quiet();
    fill(fit, t("Trying"));
    try {
      const outcome = await ask(false);
      if (mine === turn) tell(outcome);
    } catch (error) {
      if (mine === turn) showError(error);
    }
  }

  async function write() {
    const mine = (turn += 1);
    asked = true;
    const wanted = byId("write");
    wanted.disabled = true;
    try {
      await Promise.all([...Object.values(ends), relation].map((each) => each.settled()));
      await Promise.all([...fresh.values()].map((each) => each.settled()));
      const outcome = await ask(true);
      if (outcome.done) {
        const number = instead?.number ?? null;
        clear(true);
        showOutcome(outcome);
        announce(outcome.difference.join("; "));
        act.written(outcome, number);
      } else if (mine === turn) {
        tell(outcome);
        if (outcome.problems.some((each) => each.code === "edited-meanwhile")) tryLater();
        const first = form.querySelector('[aria-invalid="true"]');
        if (first instanceof HTMLElement) first.focus();
      }
    } catch (error) {
      showError(error);
    } finally {
      wanted.disabled = false;
    }
  }

  /** The problems, each at its field; of a claim that is not whole only those of what is filled in.
   * @param {Outcome} outcome */
  function tell(outcome) {
    quiet();
    const whole = asked || isWhole();
    for (const fault of outcome.problems) {
      const place = placeOf(fault);
      if (place && (whole || hasText(place))) under(place, mark(fault, place));
      else if (whole) general.append(faultLine(fault));
    }
    const wrong = outcome.problems.some((each) => each.severity !== "warning");
    fill(fit, wrong ? (asked ? t("NothingWritten") : "") : t("Sound", { file: outcome.written.at(-1)?.file ?? "" }));
    fit.dataset.sound = String(!wrong);
    if (asked && wrong) announce(outcome.problems.map((each) => each.message).join("; "));
  }

  /** Below the field, or the row that it is in. @param {HTMLElement} place @param {HTMLElement} line */
  function under(place, line) {
    const row = place.closest(".row");
    if (row) row.after(line);
    else place.append(line);
  }

  /** @param {Fault} fault @returns {HTMLElement | null} */
  function placeOf(fault) {
    const name = fieldOf(fault);
    if (!name) return null;
    if (fault.thing === "entity") return news.querySelector(`[data-field="${name}"]`);
    return [...form.querySelectorAll(`[data-field="${name}"]`)].find((each) => !news.contains(each)) ?? null;
  }

  /** @param {HTMLElement} place */
  function hasText(place) {
    return [...place.querySelectorAll("input, textarea")].some((each) => /** @type {any} */ (each).value);
  }

  /** @param {Fault} fault @param {HTMLElement} place */
  function mark(fault, place) {
    const line = faultLine(fault);
    const control = place.querySelector("input, textarea, select");
    line.id = `fault-${place.dataset.field}`;
    control?.setAttribute("aria-invalid", String(fault.severity !== "warning"));
    control?.setAttribute("aria-describedby", line.id);
    return line;
  }

  function quiet() {
    for (const each of form.querySelectorAll(".fault")) each.remove();
    for (const each of form.querySelectorAll("[aria-invalid]")) {
      each.removeAttribute("aria-invalid");
      each.removeAttribute("aria-describedby");
    }
    fill(fit);
    delete fit.dataset.sound;
  }

  /** @param {boolean} focus */
  function clear(focus) {
    turn += 1;
    [instead, rest, tried, asked] = [null, {}, "", false];
    fresh.clear();
    fill(news);
    qualifiers.clear();
    for (const each of [ends.subject, ends.object, relation]) each.choose(null);
    for (const each of [value, ...Object.values(dates), locator, quote, note]) each.value = "";
    confidence.value = "reported";
    denied.checked = false;
    fill(heading, t("Claim"));
    adapt();
    quiet();
    if (focus) ends.subject.input.focus();
  }

  /** A proposal to be changed before it is accepted. @param {Proposed} proposed @param {Article} article */
  async function edit(proposed, article) {
    clear(false);
    const claim = proposed.claim;
    [instead, digest] = [proposed, article.digest];
    rest = Object.fromEntries(Object.entries(claim).filter(([name]) => !SHOWN.has(name)));
    fill(heading, t("ClaimEdited"));
    const found = words.relations.find((each) => each.id === claim.relation);
    if (found) relation.choose({ id: found.id, name: found.label, kind: "", cls: "" });
    adapt();
    await Promise.all([named("subject", claim.subject, proposed), named("object", claim.object, proposed)]);
    for (const each of [value, note, ...Object.values(dates)]) each.value = claim[each.name] ?? "";
    unit.value = claim.unit ?? unit.value;
    confidence.value = claim.confidence ?? "reported";
    denied.checked = claim.denied === "true" || claim.denied === true;
    for (const [name, values] of Object.entries(claim.qualifiers ?? {})) {
      for (const text of [values].flat()) qualifiers.add(name, String(text));
    }
    cite({ locator: proposed.locator, quote: proposed.quote });
    ends.subject.input.focus();
  }

  /** @param {End} end @param {string | undefined} id @param {Proposed} proposed */
  async function named(end, id, proposed) {
    if (!id) return;
    const fresh_ = proposed.new.find((each) => each.id === id);
    if (fresh_) return create(end, Object.values(fresh_.labels)[0] ?? id, fresh_);
    const found = (await get("things", { like: id })).find((/** @type {Offer} */ each) => each.id === id);
    ends[end].choose(found ?? { id, name: id, kind: "", cls: "" });
  }

  /** @param {Passage} passage */
  function cite(passage) {
    locator.value = passage.locator;
    quote.value = passage.quote;
    announce(t("Taken"));
    changed();
  }

  /** Somebody who is named in the text: the subject first, then the object. @param {Offer} offer */
  function name(offer) {
    const end = ends.subject.id() && !ends.object.element.hidden ? "object" : "subject";
    if (fresh.has(end)) drop(end);
    ends[end].choose(offer);
    changed();
  }

  /** @param {string} id */
  function read(id) {
    source = id;
  }

  function focus() {
    ends.subject.input.focus();
  }

  adapt();
  return { focus, clear, cite, name, edit, read, write };
}

/** @param {string[]} names @param {string} sought */
function best(names, sought) {
  return Math.min(...names.map((name) => rank(name, sought)));
}

/** @param {string} name @param {string} sought */
function rank(name, sought) {
  const folded = name.toLocaleLowerCase();
  if (folded === sought) return 0;
  if (folded.startsWith(sought)) return 1;
  return folded.includes(sought) ? 2 : 3;
}

/** @param {string} word */
function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
