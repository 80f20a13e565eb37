// The place of a mistake underlined in the query, until it is changed.
let marks = [];

export function unmark() {
  for (const mark of marks) mark.clear();
  marks = [];
}

// A place counts lines and columns from 1; its columns count characters, an editor's the halves of some of them.
export function mark(yasqe, { line, column, length }, title, className = "mistake") {
  const text = yasqe.getLine(line - 1) ?? "";
  const [from, to] = [column - 1, column - 1 + length].map((at) => [...text].slice(0, at).join("").length);
  const end = Math.max(to, from + 1);
  const start = Math.min(from, Math.max(0, text.length - 1));
  marks.push(yasqe.getDoc().markText({ line: line - 1, ch: start }, { line: line - 1, ch: end }, { className, title }));
}

// Of a refusal as it is drawn: `query:2:5: error[…]: what`, with the place underlined by `^^^`.
export function placeOf(text) {
  const [, line, column] = /^\w[\w.]*:(\d+):(\d+): /.exec(text) ?? [];
  if (!line) return null;
  return { line: Number(line), column: Number(column), length: /^ *\| *(\^+)$/m.exec(text)?.[1].length ?? 1 };
}
