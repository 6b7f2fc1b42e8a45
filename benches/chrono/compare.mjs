// Times Spanwright's date rules and chrono-node on the same documents, on one core each.
//
//   cargo build --profile fast --bin spanwright
//   npm install && node compare.mjs [DOCS.jsonl]
//
// DOCS.jsonl holds {"doc", "dct", "text"}, one a line; without it, news-like documents are made up.
// The two do not do the same work: chrono-node reads dates and times, and neither lengths nor sets.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as chrono from "chrono-node";

const SENTENCES = [
  "The company said on Tuesday that net income rose 12 percent in the third quarter of 2015.",
  "Mr. Novak, 52, who has led the ministry since March 2011, did not answer questions.",
  "Talks will resume next week in Geneva, two months after the ceasefire of May 7 collapsed.",
  "Shares closed at 31.25, up 40 cents, on volume of 2.1 million shares.",
  "About 200 people gathered in the square late Friday night, witnesses said, and stayed for hours.",
  "The bridge, built in the 1930s, was to reopen by the end of the year at a cost of $14 million.",
  "“We have waited for this for ten years,” she said, “and we can wait for another two.”",
  "The storm, the worst in more than a decade, reached the coast at 3:30 a.m. on July 15, 2016.",
  "Officials in the capital declined to comment, and the spokesman could not be reached.",
  "Every summer, thousands of visitors come to the valley to see the herds and the old mills.",
];

function madeUp() {
  return Array.from({ length: 1000 }, (_, n) => ({
    doc: String(n),
    dct: "2016-07-16",
    text: Array.from({ length: 24 }, (_, m) => SENTENCES[(n * 7 + m * 3 + ((n * m) % 5)) % 10]).join(" "),
  }));
}

function report(name, documents, bytes, seconds) {
  const perSecond = (documents / seconds).toFixed(0).padStart(7);
  console.log(`${name.padEnd(12)} ${perSecond} documents/s  ${(bytes / seconds / 1e6).toFixed(2).padStart(6)} MB/s`);
}

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const folder = mkdtempSync(join(tmpdir(), "spanwright-"));
const documents = process.argv[2]
  ? readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line))
  : madeUp();
const [docs, gold] = [join(folder, "docs.jsonl"), join(folder, "gold.jsonl")];
writeFileSync(docs, documents.map((one) => JSON.stringify(one) + "\n").join(""));
writeFileSync(gold, "");
const bytes = documents.reduce((sum, one) => sum + Buffer.byteLength(one.text), 0);
console.log(`${documents.length} documents, ${(bytes / documents.length).toFixed(0)} bytes each`);

// The second of two runs: the first one warms up the just-in-time compiler.
let seconds = 0;
let found = 0;
for (let run = 0; run < 2; run += 1) {
  found = 0;
  const start = process.hrtime.bigint();
  for (const { text, dct } of documents) {
    found += chrono.parse(text, new Date(`${dct.slice(0, 10)}T12:00:00`)).length;
  }
  seconds = Number(process.hrtime.bigint() - start) / 1e9;
}
report("chrono-node", documents.length, bytes, seconds);

const words = ["score", "--dates", docs, gold];
const output = execFileSync(join(target, "fast", "spanwright"), words, { encoding: "utf8" });
const [, rate, megabytes] = output.match(/(\d+) documents\/s, ([\d.]+) MB\/s/);
console.log(`spanwright   ${rate.padStart(7)} documents/s  ${Number(megabytes).toFixed(2).padStart(6)} MB/s`);
const system = output.match(/system (\d+)/)[1];
console.log(`expressions found: chrono-node ${found}, spanwright ${system}`);
