// What the server tells and is asked. Only the type checker reads this.

interface Offer { id: string; name: string; kind: string; cls: string; also?: string }
interface Segment { text: string; things?: string[]; cited?: number[]; proposed?: number[] }
interface Paragraph {
  segments: Segment[]; number?: number; page?: string; is_heading?: boolean; cited?: number[]; proposed?: number[];
}
interface Cited { claim: string; words: string; locator: string; quote: string; state: string }
interface ClaimFields { [field: string]: any }
interface NewThing { id: string; class: string; labels: { [tag: string]: string }; living?: string; near?: string[]; [field: string]: any }
interface Proposed {
  number: number; words: string; claim: ClaimFields; locator: string; quote: string; flags: string[]; known: string; new: NewThing[];
}
interface Article {
  id: string; title: string; url: string; language: string; count: number; digest: string;
  paragraphs: Paragraph[]; cited: Cited[]; proposed: Proposed[]; things: { [id: string]: Offer };
}
interface Reading { id: string; title: string; claims: number; proposals: number }
interface Word { id: string; label: string; definition?: string; kinds?: string[]; value?: string }
interface RelationWord {
  id: string; label: string; definition: string; also: string[]; domain: string[]; range: string[]; date: string;
  value?: string; units?: string[];
}
interface Words { classes: Word[]; relations: RelationWord[]; qualifiers: Word[]; confidences: string[]; languages: string[] }
interface Fault {
  code: string; message: string; hint?: string; severity?: string; thing?: string; field?: string; place?: string;
}
interface Wrong { problem: Fault; thing: string; id: string }
interface Outcome {
  problems: Fault[]; written: { file: string; line: number; text: string }[]; done: boolean; claim: string;
  difference: string[]; found: { claim: string; cited: string; state: string; missing: string[] }[]; seen: string;
}
interface RecordShown { file: string; line: number; text: string; digest: string }
interface Passage { locator: string; quote: string }
type Verdict = "same" | "different";
interface Reason { code: string; text: string; points: number }
interface Pair { kind: string; one: string; other: string; names: [string, string]; score: number; reasons: Reason[] }
interface Decided { one: string; other: string; are: Verdict }
interface Pairs { pairs: Pair[]; common: string[]; last: Decided | null; digest: string }
interface Said { what: string; other: string; when?: string; end?: string; sources?: string[] }
interface Side {
  id: string; names: string[]; kind: string; also?: string[]; elsewhere?: string[]; about?: string; said?: Said[]; cited?: number;
}
