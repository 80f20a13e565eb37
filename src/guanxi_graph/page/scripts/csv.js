/** Ties as CSV for a spreadsheet (RFC 4180, with the mark that makes Excel read UTF-8). */

const COLUMNS = [
  "id", "subject", "subject_name", "relation", "object", "object_name", "start", "end", "at",
  "qualifiers", "weight", "confidence", "rank", "reason", "sources", "urls", "iri",
];
const CONFIDENCE = ["disputed", "reported", "confirmed"];
const RANK = ["deprecated", "normal", "preferred"];

/** @param {Tie[]} ties @param {(entity: Entity) => string} name @param {string} base the IRI that claim ids hang on */
export function tiesAsCsv(ties, name, base) {
  const rows = ties.map((tie) => [
    tie.id, tie.subject.id, name(tie.subject), tie.relation.id, tie.object.id, name(tie.object),
    tie.start, tie.end, tie.at,
    Object.entries(tie.qualifiers).flatMap(([key, values]) => [values].flat().map((value) => `${key}=${value}`)).join("; "),
    tie.weight ? String(tie.weight) : "",
    CONFIDENCE[tie.confidence], RANK[tie.rank], tie.reason,
    tie.cites.map((cite) => `${cite.source.id} ${cite.locator}`.trim()).join("; "),
    tie.cites.map((cite) => cite.source.url ?? "").filter(Boolean).join(" "),
    base + encodeURIComponent(tie.id),
  ]);
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. @param {string} text */
function cell(text) {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
