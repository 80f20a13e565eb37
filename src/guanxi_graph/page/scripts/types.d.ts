// The shapes that the modules share. Only the type checker reads this.

interface Names { [tag: string]: string }

interface Cls {
  id: string; labels: Names; shape: string; colours: [string, string]; kinds: string[]; n: number;
  between: boolean; // whether an introduction may lead through it
  outside: boolean; // whether one is never introduced to it
}
interface Base { id: string; labels: Names }
interface Relation {
  id: string; labels: Names; inverse?: Names; symmetric?: boolean; event?: boolean;
  base?: string; value?: "number" | "text" | "date"; affiliation?: boolean; n: number;
  holds?: "share" | "whole"; // of its object
}
interface Source {
  id: string; title: string; authors?: string[]; publisher?: string; published?: string; url?: string;
  archived_url?: string; language?: string; lineage?: string; reliability?: "high" | "fair" | "low"; reference?: string; pattern?: string;
}
interface Citation { source: Source; locator: string; quote: string; link: string; found: string }

interface Entity {
  n: number; id: string; cls: Cls; labels: Names; aliases: string[]; description: Names; same: [string, string][];
  readings: string[]; x: number; y: number; claims: Claim[]; ties: Tie[]; links: Link[]; stands: Stand[];
  circle: number; // -1 of none
  portrait: Portrait | null;
}
interface Portrait { address: string; licence: string; terms: string; credit: string; source: string } // terms: of the licence
interface Bubble extends Entity { members: Entity[] } // a circle as one dot
interface Spot extends Entity { of: Entity; here: Entity[] } // what stands for it on the earth or in a tree, and who is there
interface Claim {
  n: number; id: string; subject: Entity; relation: Relation; object: Entity | null;
  from: number | null; to: number | null; // the years in which it may hold
  sure: [number, number] | null; // the first and last in which it surely did
  strength: number; confidence: number; rank: number; denied: boolean; cites: Citation[];
  value: string; start: string; end: string; at: string; unit: string; reason: string; note: string; rule: string;
  qualifiers: { [name: string]: string | string[] }; premises: string[]; lineages: number;
  plain: boolean; // whether a way may lead through it
  weight: number; // of how many letters, meetings and the like it is made; 0 where nobody says
  middle: number; // of a figure: the middle of its date, in years
}
interface Tie extends Claim { object: Entity }

// On the map: of ties, or of what joins the two where they are not tied. A bend of 0 is straight; faint lines step back.
interface Line { id: string; from: Entity; to: Entity; ties: Tie[]; joins: Join[]; bend: number; faint?: boolean; words?: string }
// What both stand to, and the first and last year in which both surely did; null when the dates do not tell.
interface Join { base: Entity; years: [number, number] | null; claims: [Tie, Tie] }
// T of the two, and T of their ties alone.
interface Link { ends: [Entity, Entity]; strength: number; tied: number; claims: Tie[] }
// What somebody stands to by a claim.
interface Stand { claim: Tie; base: Entity }
interface Conflict { claims: Claim[]; settled: boolean } // the best ranked first

interface Step {
  text: Names; title?: Names; select?: string; show?: string[]; focus?: string; depth?: number; connect?: string[];
  camera?: string[]; // whom it looks at
  classes?: string[]; relations?: string[]; years?: Years;
}
interface Story { id: string; title: Names; summary?: Names; steps: Step[] }

interface Scoring { introduction_decay: number; intermediaries: number; affiliation: number }
interface MapInfo {
  title: Names; description: Names; base: string; licence: string; claims: string; analysis: Scoring;
  updated: string | null; today: string; // the day of its last change; the last day that it knows of
  theme: { credit: Names };
  corrections: string; // an address in which {title} and {body} are filled in, or empty
}
interface Model {
  map: MapInfo;
  pages?: string; // how the addresses of the pages beside this one end, where it is the front of a site
  classes: Cls[]; bases: Base[]; relations: Relation[]; qualifiers: { [id: string]: { labels: Names; value: string } };
  sources: Source[]; entities: Entity[]; claims: Claim[]; ties: Tie[]; stories: Story[];
  links: Link[]; conflicts: Conflict[]; circles: Entity[][]; bubbles: Bubble[]; years: [number, number];
  entity: Map<string, Entity>; claim: Map<string, Claim>; conflict: Map<Claim, Conflict>;
  variants: Map<string, string>; core: Set<Entity>;
  coordinates: Map<Entity, [number, number]>; // latitude and longitude of places
  seats: { claim: Claim; place: Entity }[]; // which claim puts its subject where, those that count first on top
  holdings: { claim: Tie; lasts: boolean }[]; // of one owner the latest last; whether it has not ended
  land: string; // the outline of the land in tenths of a degree
}

interface Speech { tag: string; name: string; short: string; direction: "ltr" | "rtl"; texts: Record<string, string> }
interface Language extends Speech {
  id: string; // as the address says it
  pair: Language[]; // the two that are said together, or none
  one: Language; // in which sentences are made
}
type Years = [number | null, number | null]; // null of an open end
type Kind = "connect" | "between" | "pair" | "claim" | "entity" | "nothing";
interface Chosen { kind: Kind; ids: string[] }

interface State {
  selection: Chosen; story: string; step: number;
  focus: string; depth: number; only: string[]; grown: string[]; hidden: string[]; all: boolean;
  classes: string[] | null; relations: string[] | null; bases: string[] | null;
  confidence: number; sources: number; years: Years | null; undated: boolean; aside: boolean; derived: boolean;
  lang: string; theme: string; view: string; table: string; query: string; size: string; regions: boolean; camera: number[] | null; embed: boolean;
}

interface Route { entities: Entity[]; hops: Hop[]; score: number; weakest: number; people: boolean }
interface TrailStep { from: Entity; to: Entity; ties: Tie[] }
interface Hop extends TrailStep { strength: number }
interface SharedBase { base: Entity; years: number | null; claims: Tie[][] } // of the one, of the other
type FilterKey =
  "classes" | "relations" | "bases" | "confidence" | "sources" | "years" | "undated" | "aside" | "derived";
// What joins two: the kinds of `guanxi path`, with these filters lifted.
interface Answer {
  kind: "introduced" | "shared" | "far" | "trail" | "apart" | "same"; ends: [Entity, Entity]; without: FilterKey[];
  routes: Route[]; shared: SharedBase[]; trail: TrailStep[]; parts?: [number, number];
}

interface Counts {
  classes: Uint32Array; relations: Uint32Array; bases: Map<string, number>; confidence: number[]; sources: number[];
  ties: number; entities: number; // that pass
  years: Uint32Array; // of those that began in the band; the others: before it, no start is known, no date at all
  before: number; unstarted: number; undated: number; aside: number; derived: number;
}
interface Places {
  spots: Spot[]; lines: Line[]; unplaced: number; // how many that pass are nowhere
  spot(entity: Entity): Spot | undefined; copies: number[][];
}
interface Owned {
  spots: Spot[]; lines: Line[]; spot(entity: Entity): Spot | undefined;
  holdings: Map<Entity, Tie[]>; circles: Set<Tie>; // by what is owned; those that lead back
}
interface View {
  // 1 for what passes: of the claims, of the claims whatever their classes, of the entities.
  passes: Uint8Array; anyClass: Uint8Array; admitted: Uint8Array;
  counts: Counts; drawn: Set<Entity>; ties: Tie[]; answer: Answer | null;
  joined: Line[]; circles: boolean; // whether circles are drawn, as one dot each
  places: Places | null; owners: Owned | null; // while the earth, or who owns what, is shown
}

interface Finding { entities: Entity[]; meant: boolean } // `meant`: by slips, as nothing is called so
type Find = (query: string, most: number) => Finding;
interface Index {
  find: Find;
  words(query: string): string[];
  holding(word: string): Uint8Array; // the entities that have the word, by their numbers
  all(): Iterable<string>;
  prepare(): Promise<void>; // of what the first question would have to wait for
}
interface Rows { areClaims: boolean; rows: any[] } // claims or entities
// What was found, and by which words where what was typed stands nowhere.
type SearchRows = (rows: Rows, query: string) => { rows: any[]; meant: string };
interface App {
  model: Model; state: State; view: View; lang: Language; languages: Language[]; dark: boolean;
  go(patch: Partial<State>, options?: { replace?: boolean }): void;
}
interface Part { update(app: App, before: State | null): void }

declare const vis: { Network: any; DataSet: any };
