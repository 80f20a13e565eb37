import assert from "node:assert/strict";
import { test } from "node:test";
import { wheelFactor } from "../../../src/guanxi_graph/page/scripts/camera.js";
import { around, footOf, readable } from "../../../src/guanxi_graph/page/scripts/framing.js";
import { placedLabels } from "../../../src/guanxi_graph/page/scripts/captions.js";

const turned = (count, turn) => wheelFactor({ deltaMode: 0, ctrlKey: false, ...turn }) ** count;

test("the wheel enlarges by how far it is turned, in however many events", () => {
  assert.ok(Math.abs(turned(10, { deltaY: -120 }) - turned(300, { deltaY: -4 })) < 1e-9);
  assert.ok(Math.abs(turned(1, { deltaY: -500 }) - 2) < 1e-9);
  assert.ok(Math.abs(turned(1, { deltaY: 3, deltaMode: 1 }) - 2 ** -0.15) < 1e-9); // lines
  assert.ok(Math.abs(turned(1, { deltaY: -50, ctrlKey: true }) - 2) < 1e-9); // a pinch
});

test("all points fit with room for names, never closer than asked", () => {
  const view = around([{ x: -500, y: 0 }, { x: 500, y: 100 }], 592, 592, 2);
  assert.deepEqual(view, { position: { x: 0, y: 50 }, scale: 0.5 });
  assert.equal(around([{ x: 7, y: 7 }], 500, 500, 1.9).scale, 1.9);
});

test("nothing is put under words that reach over the foot of a narrow picture", () => {
  const points = [{ x: 0, y: 0 }, { x: 0, y: 500 }];
  const seen = { width: 390, height: 500, covered: [{ left: 14, right: 320, top: 430, bottom: 490 }] };
  const { position, scale } = around(points, seen.width, seen.height, 2, footOf(seen));
  const [top, bottom] = points.map(({ y }) => (y - position.y) * scale + seen.height / 2);
  assert.ok(Math.abs(top - 46) < 1e-9 && bottom < 430);
  assert.equal(footOf({ ...seen, width: 1000 }), 46); // beside short words is room
});

/** A frame on a hub with so many around it, on a ring as wide as `reach`. */
function ring(count, reach, scale) {
  const hub = { id: "hub", x: 0, y: 0 };
  const others = Array.from({ length: count }, (_, n) => {
    const angle = (n * 2 * Math.PI) / count;
    const far = reach * (0.3 + (0.7 * ((n * 7) % 10)) / 10);
    return { id: `n${n}`, x: Math.cos(angle) * far, y: Math.sin(angle) * far };
  });
  const entities = [hub, ...others];
  const frame = {
    ctx: { measureText: (text) => ({ width: text.length * 7 }) }, scale, width: 800, height: 700, selected: "hub", hovered: null, covered: [], colours: { font: "sans" },
    at: (entity) => entity, toScreen: ({ x, y }) => ({ x: x * scale + 400, y: y * scale + 350 }),
    scene: { entities, emphasis: { entities: new Set(entities) }, radius: () => 8, name: () => "Tang Dayuan" },
  };
  return { hub, frame, seen: placedLabels(frame).length };
}

test("where few surround one the camera stays", () => {
  const { hub, frame, seen } = ring(8, 300, 1);
  assert.equal(seen, 9);
  assert.equal(readable(frame, hub), null);
});

test("where the whole of a crowd can be read from nearer, it is shown whole", () => {
  const { hub, frame } = ring(20, 900, 0.1);
  assert.deepEqual(readable(frame, hub), around(frame.scene.entities, 800, 700, 3));
});

test("where a crowd is too dense for the screen, its middle is shown as near as it takes", () => {
  const { hub, frame } = ring(400, 900, 0.3);
  const view = readable(frame, hub);
  assert.deepEqual(view.position, { x: 0, y: 0 });
  assert.ok(view.scale > 0.7);
});
