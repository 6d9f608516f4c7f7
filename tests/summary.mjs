// Adds up the results that the test runners left in a folder (TRX of .NET, JSON of Vitest, TAP of Node) and lists what failed and what was skipped.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a failed test said, with the first lines of where it stood. */
function message(result) {
  const part = (tag) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(result)?.[1] ?? "";
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#xA;/gi, "\n").replace(/&#xD;/gi, "").replace(/&amp;/g, "&");
  return [...plain(part("Message")).split("\n").slice(0, 20), ...plain(part("StackTrace")).split("\n").slice(0, 10)].map((line) => `    ${line}`).join("\n");
}

const folder = process.argv[2];
let passed = 0;
let failed = 0;
let skipped = 0;
const reasons = new Map();

for (const file of readdirSync(folder, { withFileTypes: true }).filter((e) => e.isFile()).map((e) => e.name)) {
  const text = readFileSync(join(folder, file), "utf8");
  if (file.endsWith(".trx")) {
    for (const [result] of text.matchAll(/<UnitTestResult\b[^>]*?(?:\/>|>[\s\S]*?<\/UnitTestResult>)/g)) {
      const name = /testName="([^"]*)"/.exec(result)?.[1] ?? "?";
      const outcome = /outcome="([^"]*)"/.exec(result)?.[1];
      if (outcome === "Passed") passed++;
      else if (outcome === "NotExecuted") (skipped++, reasons.set(name, "skipped"));
      else (failed++, reasons.set(name, `FAILED\n${message(result)}\n`));
    }
  } else if (file.endsWith(".json")) {
    const report = JSON.parse(text);
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests ?? 0;
  } else if (file.endsWith(".tap")) {
    const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
    passed += count("pass");
    failed += count("fail") + count("cancelled");
    skipped += count("skipped") + count("todo");
    if (count("tests") === 0) (failed++, reasons.set(file, "FAILED, no test ran"));
  }
}

for (const [name, what] of [...reasons].sort()) console.log(`${name}: ${what}`);
if (passed + failed === 0) {
  console.log("No test ran.");
  process.exitCode = 1;
}
if (failed > 0) process.exitCode = 1;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
