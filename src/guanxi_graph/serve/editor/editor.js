// The editor: saved queries on the left, YASQE above, the answer below. Only this server is asked.
import { complete } from "./completion.js";
import { draw } from "./drawing.js";
import { mark, placeOf, unmark } from "./marks.js";

const byId = (id) => document.getElementById(id);
const MOST_DRAWN = 300;
const ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9";
const told = document.body.dataset;
const { queries, prefixes, base } = await (await fetch("queries.json")).json();

const start = `SELECT ?person ?name WHERE {
  ?person a gx:Person ; skos:prefLabel ?name .
  FILTER(langMatches(lang(?name), "${document.documentElement.lang}"))
}
ORDER BY ?name
LIMIT 20`;

Yasqe.defaults.autocompleters = Yasqe.defaults.autocompleters.filter((name) => name === "variables");
const yasqe = new Yasqe(byId("query"), {
  persistenceId: null,
  createShareableLink: null,
  showQueryButton: false,
  requestConfig: { endpoint: "sparql" },
});
// What is declared already is known to the editor too: its mode begins with no prefix.
const mode = yasqe.getMode();
const { startState } = mode;
mode.startState = () => ({ ...startState(), prefixes: { ...prefixes } });
yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), "Ctrl-Enter": run, "Cmd-Enter": run });
complete(yasqe);
window.yasqe = yasqe;

// The query is there again after a reload, and when one comes back to it.
const KEPT = `guanxi query ${base}`;
const kept = sessionStorage.getItem(KEPT);
yasqe.setValue(kept ?? start);
yasqe.on("change", () => {
  sessionStorage.setItem(KEPT, yasqe.getValue());
  unmark();
  name(queries.find(({ text }) => text === yasqe.getValue()));
});

for (const query of queries) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: query.title });
  button.addEventListener("click", () => choose(query));
  const item = document.createElement("li");
  item.append(button);
  byId("saved").append(item);
}
byId("run").addEventListener("click", run);
byId("csv").addEventListener("click", saveCsv);

function choose(query) {
  if (innerWidth < 800) byId("shelf").open = false;
  yasqe.setValue(query.text);
  run();
}

// The page is called after the saved query that stands there, as long as it does.
function name(query) {
  document.querySelector("[aria-current]")?.removeAttribute("aria-current");
  byId("saved").children[queries.indexOf(query)]?.firstChild.setAttribute("aria-current", "true");
  byId("title").textContent = query?.title ?? told.ask;
  byId("description").textContent = query?.description ?? told.how;
}

// One run at a time: the same query again waits for its answer, another one takes its place.
let running = null;
let answered = "";

async function run() {
  const query = yasqe.getValue();
  if (running?.query === query) return;
  running?.leave.abort();
  const mine = { query, leave: new AbortController() };
  running = mine;
  try {
    await answer(query, mine.leave.signal);
  } catch (error) {
    if (error.name !== "AbortError") say(`${told.none}: ${error.message}`, true);
  } finally {
    if (running === mine) running = null;
  }
}

async function answer(query, signal) {
  const began = performance.now();
  say(told.running);
  unmark();
  byId("results").replaceChildren();
  byId("csv").hidden = true;
  const reply = await ask("sparql", query, ANSWERS, signal);
  const text = await reply.text();
  if (!reply.ok) return refuse(text);
  answered = query;
  const rows = reply.headers.get("content-type").startsWith("application/sparql-results+json")
    ? showResults(JSON.parse(text))
    : showTriples(text);
  say(`${rows} in ${Math.round(performance.now() - began)} ms`);
  await remark(query, signal);
}

// What is odd in the query, such as why nothing was found; no answer is no remark.
async function remark(query, signal) {
  const reply = await ask("remarks", query, ANSWERS, signal);
  if (!reply.ok) return;
  const { remarks } = await reply.json();
  if (!remarks.length) return;
  for (const { problem } of remarks) mark(yasqe, problem.span, problem.message, "odd");
  const textContent = remarks.map(({ drawn }) => drawn).join("\n");
  byId("results").prepend(Object.assign(document.createElement("pre"), { className: "remark", textContent }));
}

function ask(address, query, accept, signal) {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept },
    body: query,
    signal,
  });
}

function say(text, wrong = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("wrong", wrong);
}

function refuse(text) {
  say(told.none, true);
  const place = placeOf(text);
  if (place) mark(yasqe, place, text);
  byId("results").append(Object.assign(document.createElement("pre"), { textContent: text }));
}

function showResults(results) {
  if ("boolean" in results) {
    byId("results").textContent = results.boolean ? "yes" : "no";
    return "answered";
  }
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of results.head.vars) {
    head.append(Object.assign(document.createElement("th"), { textContent: name }));
  }
  const body = table.createTBody();
  for (const binding of results.results.bindings) {
    const row = body.insertRow();
    for (const name of results.head.vars) fill(row.insertCell(), binding[name]);
  }
  byId("results").append(table);
  byId("csv").hidden = false;
  const { length } = results.results.bindings;
  return length === 1 ? "1 row" : `${length} rows`;
}

function fill(cell, term) {
  if (!term) return;
  if (term.type === "uri") cell.append(link(term.value));
  else cell.textContent = typeof term.value === "string" ? term.value : JSON.stringify(term.value);
  cell.classList.toggle("number", /#(integer|decimal|double)$/.test(term.datatype ?? ""));
}

function link(iri) {
  if (!/^https?:/.test(iri)) return document.createTextNode(iri);
  const here = base && iri.startsWith(`${base}id/`) ? `./${iri.slice(base.length)}` : iri;
  return Object.assign(document.createElement("a"), { href: here, textContent: short(iri), rel: "noreferrer" });
}

function short(iri) {
  const found = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space) && !iri.slice(space.length).includes("/"));
  if (!found.length) return iri;
  const [prefix, space] = found.reduce((a, b) => (b[1].length > a[1].length ? b : a));
  return `${prefix}:${iri.slice(space.length)}`;
}

// Asked for only when somebody wants it: of the query whose rows are shown, whatever is written above by then.
async function saveCsv() {
  const reply = await ask("sparql", answered, "text/csv");
  if (!reply.ok) return refuse(await reply.text());
  const href = URL.createObjectURL(await reply.blob());
  Object.assign(document.createElement("a"), { href, download: "answer.csv" }).click();
  URL.revokeObjectURL(href);
}

// N-Triples, one statement a line: names become nodes, the label of a thing is what is shown of it.
const TRIPLE = /^(<[^>]*>|_:\S+) <([^>]*)> (?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<[^>]*>)?) \.$/;
const LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";

function showTriples(text) {
  const lines = text.split("\n").filter(Boolean);
  const labels = new Map();
  const edges = [];
  for (const line of lines) {
    const [, subject, property, iri, blank, value, language] = TRIPLE.exec(line) ?? [];
    const from = subject?.replace(/[<>]/g, "");
    if (iri || blank) edges.push({ from, to: iri ?? blank, label: short(property).split(":").at(-1) });
    else if (property === LABEL && (language === "en" || !labels.has(from))) labels.set(from, JSON.parse(`"${value}"`));
  }
  if (edges.length) show(edges.slice(0, MOST_DRAWN), (node) => labels.get(node) ?? short(node));
  byId("results").append(Object.assign(document.createElement("pre"), { textContent: text }));
  const left = edges.length > MOST_DRAWN ? `, ${MOST_DRAWN} of them drawn` : "";
  return `${lines.length} triples${left}`;
}

function show(edges, nameOf) {
  const { box, network } = draw(edges, nameOf);
  network.on("doubleClick", ({ nodes }) => nodes.length && location.assign(link(nodes[0]).href));
  byId("results").append(box);
}

// A link to a saved query opens it once: what is made of it afterwards is not lost to a reload.
const wanted = new URLSearchParams(location.search).get("saved");
const chosen = queries.find((query) => query.name === wanted);
if (wanted) history.replaceState(null, "", location.pathname);
if (innerWidth < 800) byId("shelf").open = false;
if (chosen) choose(chosen);
else name(queries.find(({ text }) => text === kept));
document.body.dataset.ready = "yes";
