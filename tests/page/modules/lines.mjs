/** The claims of a map as the page would send them, a line each: its document from standard input. */

import { readFileSync } from "node:fs";
import { claimLine } from "../../../src/guanxi_graph/page/scripts/correction.js";
import { readModel } from "../../../src/guanxi_graph/page/scripts/model.js";

const { claims } = await readModel(JSON.parse(readFileSync(0, "utf8")), []);
process.stdout.write(claims.map((claim) => `${claimLine(claim)}\n`).join(""));
