// Runs the peers that are installed and our benchmarks one after the other on the same machine and data, and prints a table of ratios.
//   node tests/benchmarks/compare.mjs [FOLDER OF DATA, default ../shared/fixtures/bench/data] [--out FILE.md]
// Peers from Debian: r-base-core r-cran-proc r-cran-psych r-cran-boot python3-statsmodels python3-sklearn python3-scipy.
// Peers that Debian lacks have only a recorded time (median of five calls on a machine of two cores), and the table says so.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const outAt = args.indexOf("--out");
const out = outAt < 0 ? undefined : args.splice(outAt, 2)[1];
const data = resolve(args[0] ?? join(here, "../../../shared/fixtures/bench/data"));
if (!existsSync(join(data, "vandyke.csv"))) {
  console.error(`${data}: no vandyke.csv there. Name the folder that holds the benchmark data.`);
  process.exit(1);
}

const env = { ...process.env, READERSTUDY_BENCH: data };
const peers = new Map();
for (const [program, script] of [["Rscript", "peers.R"], ["/usr/bin/python3", "peers.py"]]) {
  console.error(`== ${program} ${script}`);
  try {
    const lines = execFileSync(program, [join(here, script)], { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    for (const line of lines.split("\n").filter((l) => l.includes("\t"))) {
      const [task, peer, seconds] = line.split("\t");
      peers.set(task, { peer, seconds: Number(seconds) });
    }
  } catch (error) {
    console.error(`${program} ${script} did not run (${error.code ?? error.status}): its peers are missing from the table.`);
  }
}

console.error("== ReaderStudy.Statistics");
const artifacts = mkdtempSync(join(tmpdir(), "readerstudy-benchmarks."));
execFileSync(
  "dotnet",
  ["run", "-c", "Release", "--project", join(here, "ReaderStudy.Benchmarks"), "--", "--filter", "*", "--artifacts", artifacts],
  { env, stdio: ["ignore", "inherit", "inherit"] },
);
const ours = new Map();
const growth = [];
const results = join(artifacts, "results");
for (const file of readdirSync(results).filter((f) => f.endsWith(".json"))) {
  for (const b of JSON.parse(readFileSync(join(results, file), "utf8")).Benchmarks) {
    const row = { seconds: b.Statistics.Median / 1e9, bytes: b.Memory?.BytesAllocatedPerOperation ?? NaN };
    if (b.Parameters) growth.push({ task: b.MethodTitle, cases: Number(b.Parameters.split("=")[1]), ...row });
    else ours.set(b.MethodTitle.replaceAll("'", ""), row);
  }
}

const time = (s) => (s >= 1 ? `${s.toFixed(2)} s` : s >= 1e-3 ? `${(s * 1e3).toFixed(2)} ms` : `${(s * 1e6).toFixed(0)} µs`);
const ratio = (peer, own) => (own ? `${(peer / own).toFixed(peer / own < 20 ? 1 : 0)}x` : "");
const lines = [
  `${cpus()[0].model.trim()}, ${cpus().length} cores. Medians, in-process. "measured" ran in this run; "recorded" was timed before on a like machine.`,
  "",
  "| task | ours | measured peer | time | ratio | recorded peer | time | ratio | goal |",
  "|---|---:|---|---:|---:|---|---:|---:|---:|",
];
let missed = 0;
for (const t of JSON.parse(readFileSync(join(here, "tasks.json"), "utf8"))) {
  const own = ours.get(t.task);
  if (!own) {
    console.error(`${t.task}: no benchmark of ours has this name.`);
    missed++;
    continue;
  }
  const peer = peers.get(t.task);
  const reached = t.goal && (peer?.seconds ?? t.recorded.seconds) / own.seconds >= t.goal;
  if (t.goal && !reached) missed++;
  const goal = t.goal ? `${t.goal}x ${reached ? "reached" : "MISSED"}` : "";
  lines.push(
    `| ${t.what} | ${time(own.seconds)} | ${peer?.peer ?? "-"} | ${peer ? time(peer.seconds) : ""} | ${peer ? ratio(peer.seconds, own.seconds) : ""} ` +
      `| ${t.recorded.peer} | ${time(t.recorded.seconds)} | ${ratio(t.recorded.seconds, own.seconds)} | ${goal} |`,
  );
}

lines.push("", "Growth with the number of cases:", "", "| task | cases | time | time per case x log2(cases) | allocated per case |", "|---|---:|---:|---:|---:|");
for (const g of growth.sort((a, b) => a.task.localeCompare(b.task) || a.cases - b.cases)) {
  lines.push(
    `| ${g.task.replaceAll("'", "")} | ${g.cases} | ${time(g.seconds)} | ${((g.seconds / g.cases / Math.log2(g.cases)) * 1e9).toFixed(2)} ns | ${(g.bytes / g.cases).toFixed(0)} B |`,
  );
}

const text = lines.join("\n") + "\n";
console.log(text);
if (out) writeFileSync(out, text);
process.exit(missed ? 1 : 0);
