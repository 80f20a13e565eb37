// The editor: saved queries on the left, YASQE above, the answer below. Only this server is asked.
import { draw } from "/query/drawing.js";

const byId = (id) => document.getElementById(id);
const MOST_DRAWN = 300;
const ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9";
const told = document.body.dataset;
const { queries, prefixes, base } = await (await fetch("/queries.json")).json();

Yasqe.defaults.autocompleters = Yasqe.defaults.autocompleters.filter((name) => name === "variables");
const yasqe = new Yasqe(byId("query"), {
  persistenceId: null,
  createShareableLink: null,
  showQueryButton: false,
  requestConfig: { endpoint: "/sparql" },
  value: "SELECT ?person ?name WHERE {\n  ?person a gx:Person ; skos:prefLabel ?name .\n  FILTER(langMatches(lang(?name), \"" + document.documentElement.lang + "\"))\n}\nORDER BY ?name\nLIMIT 20",
});
yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), "Ctrl-Enter": run, "Cmd-Enter": run });
window.yasqe = yasqe;

for (const query of queries) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: query.title });
  button.addEventListener("click", () => choose(query, button));
  const item = document.createElement("li");
  item.append(button);
  byId("saved").append(item);
}
byId("run").addEventListener("click", run);
byId("csv").addEventListener("click", saveCsv);

function choose(query, button) {
  document.querySelector("[aria-current]")?.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  byId("title").textContent = query.title;
  byId("description").textContent = query.description;
  yasqe.setValue(query.text);
  run();
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
  byId("results").replaceChildren();
  byId("csv").hidden = true;
  const reply = await ask("/sparql", query, ANSWERS, signal);
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
  const reply = await ask("/remarks", query, ANSWERS, signal);
  if (!reply.ok) return;
  const { remarks } = await reply.json();
  if (!remarks.length) return;
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
  const here = base && iri.startsWith(`${base}id/`) ? `/${iri.slice(base.length)}` : iri;
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
  const reply = await ask("/sparql", answered, "text/csv");
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
  if (edges.length) byId("results").append(draw(edges.slice(0, MOST_DRAWN), (node) => labels.get(node) ?? short(node)));
  byId("results").append(Object.assign(document.createElement("pre"), { textContent: text }));
  const left = edges.length > MOST_DRAWN ? `, ${MOST_DRAWN} of them drawn` : "";
  return `${lines.length} triples${left}`;
}

const wanted = new URLSearchParams(location.search).get("saved");
const index = queries.findIndex((query) => query.name === wanted);
if (index >= 0) byId("saved").children[index].firstChild.click();
document.body.dataset.ready = "yes";
