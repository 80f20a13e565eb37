/** From the document's columns to things that know each other. */

const FOREVER = 9999;

/** @param {any} doc @param {string[]} core ids of what the page opens on @returns {Model} */
export function readModel(doc, core) {
  const classes = doc.classes.map((/** @type {any} */ each, /** @type {number} */ n) => ({ ...each, n }));
  const relations = doc.relations.map((/** @type {any} */ each, /** @type {number} */ n) => ({ ...each, n }));
  const entities = readEntities(doc.entities, classes);
  const citations = doc.claims.citations.map((/** @type {any} */ [source, locator, quote]) => ({ source: doc.sources[source], locator, quote }));
  const claims = readClaims(doc.claims, entities, relations, citations, new Map(doc.sources.map((/** @type {Source} */ source) => [source.id, source])));
  for (const claim of claims) {
    claim.subject.claims.push(claim);
    if (!claim.object) continue;
    claim.object.claims.push(claim);
    claim.subject.ties.push(claim);
    claim.object.ties.push(claim);
  }
  const contests = doc.contests.map((/** @type {number[]} */ group) => group.map((n) => claims[n]));
  const entity = new Map(entities.map((each) => [each.id, each]));
  return {
    ...doc, classes, relations, entities, claims, contests, entity,
    stories: doc.stories ?? [],
    ties: /** @type {Tie[]} */ (claims.filter((claim) => claim.object)),
    claim: new Map(claims.map((claim) => [claim.id, claim])),
    contest: new Map(contests.flatMap((/** @type {Claim[]} */ group) => group.map((claim) => [claim, group]))),
    variants: readVariants(doc.variants),
    circles: readCircles(entities),
    core: new Set(core.map((id) => /** @type {Entity} */ (entity.get(id)))),
    years: readYears(claims),
  };
}

/** @param {any} columns @param {Cls[]} classes @returns {Entity[]} */
function readEntities(columns, classes) {
  const tags = Object.keys(columns.labels);
  const described = Object.keys(columns.description);
  return columns.id.map((/** @type {string} */ id, /** @type {number} */ n) => ({
    n, id,
    cls: classes[columns.class[n]],
    labels: pick(tags, (tag) => columns.labels[tag][n]),
    aliases: columns.aliases[n] ?? [],
    description: pick(described, (tag) => columns.description[tag][n]),
    same: columns.same[n] ?? [],
    reading: columns.reading[n] ?? "",
    circle: columns.circle[n],
    x: columns.x[n],
    y: columns.y[n],
    claims: [],
    ties: [],
  }));
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

/** @param {any} columns @param {Entity[]} entities @param {Relation[]} relations @param {Citation[]} citations
 * @param {Map<string, Source>} sources @returns {Claim[]} */
function readClaims(columns, entities, relations, citations, sources) {
  return columns.id.map((/** @type {string} */ id, /** @type {number} */ n) => {
    const cites = columns.cites[n].map((/** @type {number} */ number) => citations[number]);
    return {
      n, id, cites,
      subject: entities[columns.subject[n]],
      relation: relations[columns.relation[n]],
      object: columns.object[n] < 0 ? null : entities[columns.object[n]],
      from: columns.from[n],
      to: columns.to[n],
      strength: columns.strength[n],
      confidence: columns.confidence[n],
      rank: columns.rank[n],
      value: columns.value[n] ?? "",
      start: columns.start[n] ?? "",
      end: columns.end[n] ?? "",
      at: columns.at[n] ?? "",
      unit: columns.unit[n] ?? "",
      reason: columns.reason[n] ?? "",
      note: columns.note[n] ?? "",
      rule: columns.rule[n] ?? "",
      qualifiers: columns.qualifiers[n] ?? {},
      premises: columns.premises[n] ?? [],
      lineages: new Set(cites.map((/** @type {Citation} */ cite) => origin(cite.source, sources))).size,
    };
  });
}

/** The source that a report goes back to: two papers that repeat one report are one.
 * @param {Source} source @param {Map<string, Source>} sources */
function origin(source, sources) {
  let first = source;
  for (let steps = 0; first.lineage && steps < 20; steps += 1) first = sources.get(first.lineage) ?? first;
  return first.id;
}

/** @param {string} pairs @returns {Map<string, string>} traditional to simplified */
function readVariants(pairs) {
  const chars = [...pairs];
  /** @type {Map<string, string>} */
  const found = new Map();
  for (let place = 0; place < chars.length; place += 2) found.set(chars[place], chars[place + 1]);
  return found;
}

/** @param {Entity[]} entities @returns {Entity[][]} members of each circle, the most tied first */
function readCircles(entities) {
  /** @type {Entity[][]} */
  const circles = [];
  for (const entity of entities) (circles[entity.circle] ??= []).push(entity);
  for (const members of circles) members.sort((a, b) => b.ties.length - a.ties.length || a.n - b.n);
  return circles;
}

/** The years that the slider spans: the middle of the dates, so that one dynasty does not flatten a decade.
 * @param {Claim[]} claims @returns {[number, number]} */
function readYears(claims) {
  const starts = claims.flatMap((claim) => [claim.from, claim.to]).filter((year) => year !== null && year !== FOREVER);
  if (!starts.length) return [0, 0];
  const sorted = /** @type {number[]} */ (starts).sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.03)];
  return [low, sorted[sorted.length - 1]];
}
