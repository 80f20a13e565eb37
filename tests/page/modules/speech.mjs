// The interface's languages as the page is told them, read from the package's own files.
import { readFileSync } from "node:fs";
import { languagesOf } from "../../../src/guanxi_graph/page/scripts/strings.js";

const FOLDER = new URL("../../../src/guanxi_graph/languages/", import.meta.url);

function speech(tag) {
  const file = readFileSync(new URL(`${tag}.yaml`, FOLDER), "utf-8").replace(/ \\\n\s+/g, " ");
  const lines = [...file.matchAll(/^ *(\w+): (.+)$/gm)].map(([, key, text]) => [key, text]);
  const said = Object.fromEntries(lines.map(([key, text]) => [key, text.startsWith('"') ? JSON.parse(text) : text]));
  return { tag, name: said.name, short: said.short, texts: said };
}

export const [en, zh, both] = languagesOf([speech("en"), speech("zh-Hans")]);
export const [fr] = languagesOf([speech("fr")]);
