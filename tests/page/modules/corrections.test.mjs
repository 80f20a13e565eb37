import assert from "node:assert/strict";
import { test } from "node:test";
import { claimLine, flow, reportAddress } from "../../../src/guanxi_graph/page/scripts/correction.js";
import { COMPANY, make, PERSON } from "./making.mjs";

const { claims: [claim] } = make(
  { "wang-xing": PERSON, xiaonei: COMPANY }, { founded: { labels: { en: "founded" } } }, [["wang-xing", "founded", "xiaonei", {
    id: "wang-xing.founded.xiaonei.2005-12", start: "2005-12", rank: 2, reason: "The paper: #1", value: "", premises: [],
    cites: [
      { source: { id: "asprec-2012" }, locator: "¶9", quote: "" },
      { source: { id: "fannin-2008" }, locator: "p. 94", quote: "he said “no”, twice" },
    ],
  }]],
);
const LINE = "- {id: wang-xing.founded.xiaonei.2005-12, subject: wang-xing, relation: founded, object: xiaonei, start: 2005-12, "
  + 'sources: [asprec-2012 ¶9, {source: fannin-2008, locator: p. 94, quote: "he said “no”, twice"}], '
  + 'rank: preferred, reason: "The paper: #1"}';

import { en } from "./speech.mjs";

test("a claim is written as its line in a file", () => {
  assert.equal(claimLine(claim), LINE);
});

test("what is not plainly safe is quoted", () => {
  const written = {
    "人人网": "人人网", "2005-12": "2005-12", "1998~": "1998~", "..": "..", "p. 94": "p. 94", "Wáng Xīng": "Wáng Xīng",
    "a: b": '"a: b"', "a #b": '"a #b"', "[a]": '"[a]"', "a, b": '"a, b"', "- a": '"- a"', "~": '"~"', "null": '"null"', "No": '"No"',
    " a": '" a"', "a ": '"a "', "": '""', 'say "a\\b"': '"say \\"a\\\\b\\""', "a\nb": '"a\\nb"', "2005?": '"2005?"',
    "\u0085": '"\\U00000085"', "\u2028": '"\\U00002028"', "\u{e0001}": '"\\U000e0001"',
  };
  for (const [text, yaml] of Object.entries(written)) assert.equal(flow(text), yaml);
});

test("the map's address is filled in, and nothing in a claim can add to it", () => {
  const app = { lang: en, model: { map: {}, qualifiers: {} } };
  const named = { ...claim, subject: { ...claim.subject, labels: { en: "$& {body} & 王=#?" } }, object: { ...claim.object, labels: { en: "X" } } };
  for (const where of ["https://example.org/issues/new?title={title}&body={body}", "mailto:a@example.org?title={title}&body={body}"]) {
    const address = new URL(reportAddress(app, named, where));
    assert.equal(address.href.split("?")[0], where.split("?")[0]);
    assert.deepEqual([...address.searchParams.keys()], ["title", "body"]);
    assert.equal(address.searchParams.get("title"), "$& {body} & 王=#? founded X from December 2005");
    assert.deepEqual(address.searchParams.get("body").split("\r\n"),
      ["```yaml", LINE, "```", "", "What is wrong, and which source says so?", "", ""]);
  }
  assert.equal(reportAddress(app, named, "https://example.org/contact"), "https://example.org/contact");
});
