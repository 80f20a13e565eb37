import assert from "node:assert/strict";
import { test } from "node:test";
import { earth } from "../../../src/guanxi_graph/page/scripts/earth.js";

const BEIJING = [39.9, 116.4];
const LONDON = [51.5, -0.1];
const HONOLULU = [21.3, -157.9];
const SEATTLE = [47.6, -122.3];

test("north is up and east is right", () => {
  const { point } = earth([BEIJING, LONDON]);
  assert.ok(point(LONDON).y < point(BEIJING).y);
  assert.ok(point(LONDON).x < point(BEIJING).x);
});

test("the seam runs where nothing is: across the Pacific east is right too", () => {
  const { point } = earth([BEIJING, HONOLULU, SEATTLE]);
  assert.ok(point(BEIJING).x < point(HONOLULU).x && point(HONOLULU).x < point(SEATTLE).x);
  assert.ok(point(SEATTLE).x - point(BEIJING).x < 180 * 30);
});

test("the land lies below the places on it", () => {
  const { point, copies } = earth([BEIJING, SEATTLE]);
  const drawn = copies.map(([a, , , d, e, f]) => ({ x: a * 1164 + e, y: d * -399 + f }));
  const { x, y } = point(BEIJING);
  assert.ok(drawn.some((each) => Math.abs(each.x - x) < 1e-6 && Math.abs(each.y - y) < 1e-6));
});

test("one place stands in the middle", () => {
  assert.equal(Math.abs(Math.round(earth([HONOLULU]).point(HONOLULU).x)), 0);
});
