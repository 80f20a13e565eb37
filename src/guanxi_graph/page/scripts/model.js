/** From the document's columns to things that know each other. */

import { bubblesOf } from "./atlas.js";
import { listed, unpacked } from "./columns.js";
import { inPieces, pause } from "./pieces.js";

const UNQUALIFIED = Object.freeze({});

/** @param {any} doc @param {string[]} core ids of what the page opens on @returns {Promise<Model>} */
export async function readModel(doc, core) {
  const classes = numbered(doc.classes);
  const relations = numbered(doc.relations);
  const entities = await readEntities(unpacked(doc.entities), classes);
  await pause();
  const columns = unpacked(doc.claims);
  await pause();
  const claims = await readClaims(columns, new Set(doc.loose), entities, relations, readCitations(doc), sourcesById(doc));
  attach(claims);
  await pause();
  attachStands(doc.stands, entities, claims);
  const links = await readLinks(unpacked(doc.links), entities, claims);
  const conflicts = readConflicts(doc.conflicts, claims);
  const entity = new Map(entities.map((each) => [each.id, each]));
  const circles = readCircles(doc.circles, entities);
  return {
    ...doc, classes, relations, entities, claims, links, conflicts, entity, circles,
    bubbles: bubblesOf(circles, doc.circlePoints, classes),
    stories: doc.stories ?? [],
    holdings: (doc.holdings ?? []).map((/** @type {[number, number]} */ [claim, lasts]) => ({ claim: claims[claim], lasts: Boolean(lasts) })),
    coordinates: new Map(Object.entries(doc.coordinates ?? {}).map(([n, degrees]) => [entities[Number(n)], degrees])),
    seats: (doc.seats ?? []).map((/** @type {[number, number]} */ [claim, place]) => ({ claim: claims[claim], place: entities[place] })),
    ties: /** @type {Tie[]} */ (claims.filter(isTie)),
    claim: new Map(claims.map((claim) => [claim.id, claim])),
    conflict: new Map(conflicts.flatMap((each) => each.claims.map((claim) => [claim, each]))),
    variants: readVariants(doc.variants),
    core: new Set(core.map((id) => /** @type {Entity} */ (entity.get(id)))),
  };
}

/** @param {any[]} rows */
function numbered(rows) {
  return rows.map((each, n) => ({ ...each, n }));
}

/** @param {any} doc @returns {Map<string, Source>} */
function sourcesById(doc) {
  return new Map(doc.sources.map((/** @type {Source} */ source) => [source.id, source]));
}

/** @param {any} doc @returns {Citation[]} */
function readCitations(doc) {
  return doc.claims.citations.map((/** @type {[number, string, string?, string?]} */ [source, locator, quote = "", link = ""]) =>
    ({ source: doc.sources[source], locator, quote, link, found: "" }));
}

/** @param {any} columns @param {Cls[]} classes @returns {Promise<Entity[]>} */
function readEntities(columns, classes) {
  const tags = Object.keys(columns.labels);
  const description = unpacked(columns.description);
  const described = Object.keys(description);
  return inPieces(columns.id, (/** @type {string} */ id, n) => ({
    n, id,
    cls: classes[columns.class[n]],
    labels: pick(tags, (tag) => columns.labels[tag][n]),
    aliases: listed(columns.aliases[n]),
    description: pick(described, (tag) => description[tag][n]),
    same: listed(columns.same[n]),
    readings: listed(columns.readings[n]),
    circle: -1,
    portrait: readPortrait(columns.portrait[n]),
    x: columns.x[n],
    y: columns.y[n],
    claims: [], ties: [], links: [], stands: [],
  }));
}

/** @param {[string, string, string, string, string] | undefined} told @returns {Portrait | null} */
function readPortrait(told) {
  if (!told) return null;
  const [address, licence, terms, credit, source] = told;
  return { address, licence, terms, credit, source };
}

/** @param {string[]} tags @param {(tag: string) => string} value */
function pick(tags, value) {
  /** @type {Names} */
  const found = {};
  for (const tag of tags) {
    const text = value(tag);
    if (text) found[tag] = text;
  }
  return found;
}

/** @param {any} columns @param {Set<number>} loose @param {Entity[]} entities @param {Relation[]} relations
 * @param {Citation[]} citations @param {Map<string, Source>} sources @returns {Promise<Claim[]>} */
function readClaims(columns, loose, entities, relations, citations, sources) {
  const citesOf = citesIn(columns, citations);
  return inPieces(columns.id, (/** @type {string} */ written, n) => {
    const [subject, relation] = [entities[columns.subject[n]], relations[columns.relation[n]]];
    const object = columns.object[n] < 0 ? null : entities[columns.object[n]];
    const cites = citesOf(n);
    return {
      n, cites, subject, relation, object,
      id: wholeId(written, subject, relation, object),
      value: columns.value[n] ?? "",
      start: columns.start[n] ?? "",
      end: columns.end[n] ?? "",
      at: columns.at[n] ?? "",
      unit: columns.unit[n] ?? "",
      reason: columns.reason[n] ?? "",
      note: columns.note[n] ?? "",
      rule: columns.rule[n] ?? "",
      from: columns.from[n],
      to: columns.to[n],
      sure: columns.sure[n] ?? null,
      plain: !loose.has(n),
      middle: columns.middle[n] ?? 0,
      strength: columns.strength[n],
      confidence: columns.confidence[n],
      rank: columns.rank[n],
      denied: Boolean(columns.denied[n]),
      qualifiers: columns.qualifiers[n] ?? UNQUALIFIED,
      weight: columns.weight[n] ?? 0,
      premises: listed(columns.premises[n]),
      lineages: lineagesOf(cites, sources),
    };
  });
}

/** The citations of a claim, by its number: those of which nothing was looked up are shared.
 * @param {any} columns @param {Citation[]} citations @returns {(n: number) => Citation[]} */
function citesIn({ cites, found, states }, citations) {
  return (n) => {
    const looked = listed(found[n]);
    return listed(cites[n]).map((number, place) =>
      looked.length ? { ...citations[number], found: states[looked[place]] ?? "" } : citations[number]);
  };
}

/** From how many sources it goes out. @param {Citation[]} cites @param {Map<string, Source>} sources */
function lineagesOf(cites, sources) {
  return cites.length < 2 ? cites.length : new Set(cites.map(({ source }) => origin(source, sources))).size;
}

/** An id in which dots stand for what it begins with, as `packed.py` writes them. @param {string} written
 * @param {Entity} subject @param {Relation} relation @param {Entity | null} object */
function wholeId(written, subject, relation, object) {
  if (!written.startsWith(".")) return written;
  const rest = written.startsWith("..") ? `${object?.id}${written.slice(2)}` : written.slice(1);
  return `${subject.id}.${relation.id}.${rest}`;
}

/** The source that a report goes back to: two papers that repeat one report are one.
 * @param {Source} source @param {Map<string, Source>} sources */
function origin(source, sources) {
  let first = source;
  for (let steps = 0; first.lineage && steps < 20; steps += 1) first = sources.get(first.lineage) ?? first;
  return first.id;
}

/** What is denied is no tie: it is told, and never drawn or counted. @param {Claim} claim */
export function isTie(claim) {
  return Boolean(claim.object) && !claim.denied;
}

/** Whether it is no fact: set aside, or denied. @param {Claim} claim */
export function isAside(claim) {
  return claim.rank === 0 || claim.denied;
}

/** Tells the entities which claims name them. @param {Claim[]} claims */
function attach(claims) {
  for (const claim of claims) {
    for (const end of new Set([claim.subject, claim.object])) {
      end?.claims.push(claim);
      if (isTie(claim)) end?.ties.push(/** @type {Tie} */ (claim));
    }
  }
}

/** @param {number[][]} given @param {Entity[]} entities @param {Claim[]} claims */
function attachStands(given, entities, claims) {
  for (const [claim, base] of given) {
    const stand = { claim: /** @type {Tie} */ (claims[claim]), base: entities[base] };
    stand.claim.subject.stands.push(stand);
  }
}

/** @param {any} columns @param {Entity[]} entities @param {Claim[]} claims @returns {Promise<Link[]>} */
function readLinks({ ends, strength, tied, claims: told }, entities, claims) {
  return inPieces(told, (/** @type {number | number[]} */ numbers, n) => {
    const parts = /** @type {Tie[]} */ (listed(numbers).map((number) => claims[number]));
    /** @type {Link} */
    const link = {
      ends: ends[n]?.map((/** @type {number} */ end) => entities[end]) ?? endsOf(parts[0]),
      strength: strength[n],
      claims: parts,
      tied: tied[n] ?? (parts.some((claim) => !claim.relation.affiliation) ? strength[n] : 0),
    };
    for (const end of link.ends) end.links.push(link);
    return link;
  });
}

/** The two in the order of their numbers. @param {Tie} tie @returns {[Entity, Entity]} */
function endsOf({ subject, object }) {
  return subject.n < object.n ? [subject, object] : [object, subject];
}

/** @param {any[]} given @param {Claim[]} claims @returns {Conflict[]} */
function readConflicts(given, claims) {
  return given.map(({ claims: numbers, settled }) =>
    ({ settled, claims: numbers.map((/** @type {number} */ n) => claims[n]) }));
}

/** @param {string} pairs @returns {Map<string, string>} traditional to simplified */
function readVariants(pairs) {
  const chars = [...pairs];
  /** @type {Map<string, string>} */
  const found = new Map();
  for (let place = 0; place < chars.length; place += 2) found.set(chars[place], chars[place + 1]);
  return found;
}

/** The members of each circle, and to each member its number. @param {number[][]} given @param {Entity[]} entities */
function readCircles(given, entities) {
  const circles = given.map((members) => members.map((n) => entities[n]));
  for (const [number, members] of circles.entries()) for (const member of members) member.circle = number;
  return circles;
}
