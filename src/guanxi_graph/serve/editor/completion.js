// What may be written here: terms of the vocabulary and things of the map, by any of their names in any script.
const MOST = 20;
// The word before the cursor, with its prefix where it has one.
const WORD = /(?:([\w-]*):)?([^\s:(){}<>[\]"'.;,|/^?$]*)$/u;

export function complete(yasqe) {
  let terms = null;
  const offered = async (editor) => {
    const { line, ch } = editor.getCursor();
    const [whole, prefix, text] = WORD.exec(editor.getLine(line).slice(0, ch));
    terms ??= (await fetched("terms.json"))?.terms ?? [];
    const list = [...named(terms, prefix, text), ...(await things(prefix, text))];
    return { list, from: { line, ch: ch - whole.length }, to: { line, ch } };
  };
  const show = () => yasqe.showHint({ hint: offered, completeSingle: false });
  yasqe.on("inputRead", (_, change) => {
    if (!yasqe.state.completionActive && change.origin === "+input" && isBegun(yasqe)) show();
  });
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), "Ctrl-Space": show });
}

// Latin words without a prefix may be SPARQL's own: for them one asks.
function isBegun(yasqe) {
  const { line, ch } = yasqe.getCursor();
  const before = yasqe.getLine(line).slice(0, ch);
  if (/^[^"]*"[^"]*$/.test(before)) return false;
  const [, prefix, text] = WORD.exec(before);
  return ["gx", "my", "ent"].includes(prefix) || (prefix === undefined && /[^\x00-\x7f]/.test(text));
}

function named(terms, prefix, text) {
  if (prefix !== undefined && !["gx", "my"].includes(prefix)) return [];
  const wanted = text.toLowerCase();
  const start = prefix === undefined ? "" : `${prefix}:`;
  const fits = terms
    .filter(({ name, sought }) => name.startsWith(start) && `${name} ${sought}`.toLowerCase().includes(wanted))
    .sort((a, b) => begins(b, wanted) - begins(a, wanted));
  return fits.slice(0, MOST).map(({ name, label }) => hint(name, label));
}

const begins = ({ name }, wanted) => Number(name.split(":")[1].toLowerCase().startsWith(wanted));

async function things(prefix, text) {
  if (!text || (prefix !== undefined && prefix !== "ent")) return [];
  const found = await fetched(`reconcile/suggest/entity?${new URLSearchParams({ prefix: text })}`);
  return (found?.result ?? []).map(({ id, name, notable }) => hint(`ent:${id}`, `${name}, ${notable.at(0)?.name}`));
}

const hint = (text, label) => ({ text, displayText: `${text}  ${label}` });

async function fetched(address) {
  const reply = await fetch(address);
  return reply.ok ? reply.json() : null;
}
