import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, barOf, byStart } from "../../../src/guanxi_graph/page/scripts/spans.js";

const claim = (from, to, sure = null, n = 0) => ({ n, from, to, sure });

test("the axis spans the years that are told", () => {
  assert.deepEqual(axisOf([claim(1998, 9999), claim(null, 2004), claim(-205, -205)]), [-205, 2004]);
  assert.equal(axisOf([claim(null, null)]), null);
});

test("a bar lies where the claim may hold, its full part where it surely did", () => {
  const { may, sure, openStart, openEnd } = barOf(claim(2001, 2004, [2002, 2003]), [2000, 2009]);
  assert.deepEqual([may, sure], [{ left: 10, width: 40 }, { left: 20, width: 20 }]);
  assert.deepEqual([openStart, openEnd], [false, false]);
});

test("an open end reaches the edge of the axis, and says that it is open", () => {
  const late = barOf(claim(2005, 9999), [2000, 2009]);
  assert.deepEqual([late.may, late.openEnd, late.sure], [{ left: 50, width: 50 }, true, null]);
  const early = barOf(claim(null, 2004), [2000, 2009]);
  assert.deepEqual([early.may, early.openStart], [{ left: 0, width: 50 }, true]);
  assert.equal(barOf(claim(null, null), [2000, 2009]), null);
});

test("what has no date comes last", () => {
  const order = [claim(null, null, null, 0), claim(2005, 2005, null, 1), claim(null, 1999, null, 2)].sort(byStart);
  assert.deepEqual(order.map(({ n }) => n), [2, 1, 0]);
});
