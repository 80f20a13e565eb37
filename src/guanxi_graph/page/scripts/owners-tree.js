/** Owners as trees: who owns stands left of what is owned, in the middle of it; each but once. */

import { grouped } from "./bundles.js";
import { lineOf, pairsOf } from "./lines.js";
import { circular, holdingsOf, ownersFirst, shareOf } from "./ownership.js";

/** From owner to owned, and from one row to the next. */
const [COLUMN, ROW] = [260, 34];
const SWEEPS = 12;

/** @typedef {{ entity: Entity, depth: number, row: number }} Leaf */

/** @param {Model} model @param {State} state @param {Uint8Array} passes @returns {Owned} */
export function ownersOf(model, state, passes) {
  const holdings = holdingsOf(model, state, passes);
  const circles = circular(holdings);
  const spots = new Map(placed(treesOf(holdings, circles)).map((spot) => [spot.of, spot]));
  const all = [...holdings.values()].flat();
  const ends = (/** @type {Tie} */ { subject, object }) => /** @type {Spot[]} */ ([spots.get(subject), spots.get(object)]);
  const lines = [...pairsOf(all, ends)].map(([id, ties]) =>
    ({ ...lineOf(`^${id}`, ties, ends(ties[0])), words: ties.map((tie) => words(tie, holdings, circles)).join(" ") }));
  return { holdings, circles, spots: [...spots.values()], spot: (entity) => spots.get(entity), lines };
}

/** @param {Tie} tie @param {Map<Entity, Tie[]>} holdings @param {Set<Tie>} circles */
function words(tie, holdings, circles) {
  const share = shareOf(tie, holdings);
  return `${circles.has(tie) ? "↺ " : ""}${share === null ? "?" : `${share} %`}`;
}

/** What hangs together, owners left of what they own as near as they can stand. @param {Map<Entity, Tie[]>} holdings
 * @param {Set<Tie>} circles @returns {Leaf[][]} */
function treesOf(holdings, circles) {
  const all = [...holdings.values()].flat();
  const onward = all.filter((tie) => !circles.has(tie));
  const depth = new Map(all.flatMap(({ subject, object }) => [[subject, 0], [object, 0]]));
  const deep = (/** @type {Entity} */ entity) => /** @type {number} */ (depth.get(entity));
  const ownedBy = grouped(onward, ({ subject }) => subject);
  for (const owner of ownersFirst(onward)) {
    for (const { object } of ownedBy.get(owner) ?? []) depth.set(object, Math.max(deep(object), deep(owner) + 1));
  }
  for (const [owner, owned] of ownedBy) {
    if (!holdings.has(owner)) depth.set(owner, Math.min(...owned.map(({ object }) => deep(object))) - 1);
  }
  const near = neighboursOf(all);
  return together(near).map((entities) => arranged(entities.map((entity) => ({ entity, depth: deep(entity), row: 0 })), near));
}

/** @param {Tie[]} ties */
function neighboursOf(ties) {
  /** @type {Map<Entity, Set<Entity>>} */
  const near = new Map(ties.flatMap(({ subject, object }) => [[subject, new Set()], [object, new Set()]]));
  for (const { subject, object } of ties) {
    near.get(subject)?.add(object);
    near.get(object)?.add(subject);
  }
  return near;
}

/** @param {Map<Entity, Set<Entity>>} near @returns {Entity[][]} */
function together(near) {
  const left = new Set(near.keys());
  const found = [];
  for (const first of left) {
    const reached = new Set([first]);
    for (const entity of reached) for (const other of near.get(entity) ?? []) reached.add(other);
    for (const entity of reached) left.delete(entity);
    found.push([...reached]);
  }
  return found;
}

/** Column by column, to and fro: each as near as there is room to the middle of those that it is joined with.
 * @param {Leaf[]} leaves @param {Map<Entity, Set<Entity>>} near */
function arranged(leaves, near) {
  const at = new Map(leaves.map((leaf, n) => [leaf.entity, Object.assign(leaf, { row: n })]));
  const columns = [...grouped(leaves, ({ depth }) => depth)].sort(([a], [b]) => a - b).map(([, column]) => column);
  const wish = (/** @type {Leaf} */ { entity }) => mean([...near.get(entity) ?? []].map((other) => at.get(other)?.row ?? 0));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 ? [...columns].reverse() : columns) stack(column.map((leaf) => ({ leaf, row: wish(leaf) })));
  }
  const top = Math.min(...leaves.map(({ row }) => row));
  const left = Math.min(...leaves.map(({ depth }) => depth));
  return leaves.map(({ entity, depth, row }) => ({ entity, depth: depth - left, row: row - top }));
}

/** A row apart at least, on the whole where they wish to be. @param {{ leaf: Leaf, row: number }[]} wishes */
function stack(wishes) {
  const sorted = wishes.sort((a, b) => a.row - b.row || a.leaf.entity.n - b.leaf.entity.n);
  let last = -Infinity;
  const rows = sorted.map(({ row }) => (last = Math.max(row, last + 1)));
  const off = mean(rows) - mean(sorted.map(({ row }) => row));
  for (const [place, { leaf }] of sorted.entries()) leaf.row = rows[place] - off;
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

/** Tree below tree, in columns that make the whole about as high as wide. @param {Leaf[][]} trees @returns {Spot[]} */
function placed(trees) {
  const tall = (/** @type {Leaf[]} */ tree) => (Math.max(...tree.map(({ row }) => row)) + 2) * ROW;
  const wide = (/** @type {Leaf[]} */ tree) => (Math.max(...tree.map(({ depth }) => depth)) + 1) * COLUMN;
  const area = trees.reduce((sum, tree) => sum + tall(tree) * wide(tree), 0);
  const most = Math.max(Math.sqrt(area), ...trees.map(tall));
  let [left, top, widest] = [0, 0, 0];
  return [...trees].sort((a, b) => b.length - a.length || a[0].entity.n - b[0].entity.n).flatMap((tree) => {
    if (top + tall(tree) > most) [left, top, widest] = [left + widest, 0, 0];
    const spots = tree.map(({ entity, depth, row }) =>
      ({ ...entity, id: `^${entity.id}`, of: entity, here: [], x: left + depth * COLUMN, y: top + row * ROW }));
    top += tall(tree);
    widest = Math.max(widest, wide(tree));
    return spots;
  });
}
