// The shapes that the modules share. Only the type checker reads this.

interface Names { [tag: string]: string }

interface Cls { id: string; labels: Names; shape: string; colours: [string, string]; agent: boolean; kinds: string[]; n: number }
interface Base { id: string; labels: Names }
interface Relation {
  id: string; labels: Names; inverse?: Names; symmetric?: boolean; event?: boolean;
  base?: string; value?: "number" | "text" | "date"; focus?: boolean; n: number;
}
interface Source {
  id: string; title: string; kind?: string; authors?: string[]; publisher?: string; published?: string;
  url?: string; archived_url?: string; language?: string; lineage?: string; note?: string;
}
interface Citation { source: Source; locator: string; quote: string }

interface Entity {
  n: number; id: string; cls: Cls; labels: Names; aliases: string[]; description: Names; same: [string, string][];
  reading: string; circle: number; x: number; y: number; claims: Claim[]; ties: Claim[];
}
interface Claim {
  n: number; id: string; subject: Entity; relation: Relation; object: Entity | null;
  from: number | null; to: number | null; strength: number; confidence: number; rank: number; cites: Citation[];
  value: string; start: string; end: string; at: string; unit: string; reason: string; note: string; rule: string;
  qualifiers: { [name: string]: string }; premises: string[]; lineages: number;
}
interface Tie extends Claim { object: Entity }

interface Step {
  text: Names; title?: Names; select?: string; show?: string[]; focus?: string; depth?: number; connect?: string[];
  classes?: string[]; relations?: string[]; start?: string; end?: string;
}
interface Story { id: string; title: Names; summary?: Names; steps: Step[] }

interface Model {
  map: { title: Names; description: Names; base: string; licence: string; claims: string; analysis: { introduction_decay: number; intermediaries: number; affiliation: number } };
  classes: Cls[]; bases: Base[]; relations: Relation[]; qualifiers: { [id: string]: { labels: Names; value: string } };
  sources: Source[]; entities: Entity[]; claims: Claim[]; ties: Tie[]; stories: Story[];
  entity: Map<string, Entity>; claim: Map<string, Claim>; contest: Map<Claim, Claim[]>; contests: Claim[][];
  variants: Map<string, string>; circles: Entity[][]; core: Set<Entity>; years: [number, number];
}

type Language = "en" | "zh" | "both";

interface State {
  select: string; pair: string[]; connect: string[]; story: string; step: number;
  focus: string; depth: number; only: string[]; grown: string[]; hidden: string[]; all: boolean;
  classes: string[] | null; relations: string[] | null; bases: string[] | null;
  confidence: number; sources: number; years: number[] | null; undated: boolean; aside: boolean; derived: boolean;
  lang: string; theme: string; view: string; table: string; size: string; regions: boolean; camera: number[] | null;
}

interface Route { entities: Entity[]; hops: Hop[]; score: number; weakest: number; people: boolean }
interface Hop { from: Entity; to: Entity; ties: Tie[]; strength: number }

interface Counts {
  classes: Uint32Array; relations: Uint32Array; bases: Map<string, number>; confidence: number[]; sources: number[];
  years: Uint32Array; undated: number; aside: number; derived: number; passing: number;
}
interface View { passes: Uint8Array; counts: Counts; drawn: Set<Entity>; ties: Tie[]; routes: Route[]; narrowed: boolean }

interface App {
  model: Model; state: State; view: View; lang: Language; dark: boolean;
  go(patch: Partial<State>, options?: { replace?: boolean }): void;
}
interface Part { update(app: App, before: State | null): void }

declare const vis: { Network: any; DataSet: any };
