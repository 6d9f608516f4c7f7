// Reads, de-identifies and stores the same CT slices with us and with the peers that are installed, one after the other, and prints a table.
//   node tests/benchmarks/dicom/compare.mjs [SLICES, default 2000] [--out FILE.md]
// Peers from Debian: python3-pydicom dcmtk libgdcm-tools orthanc. Each is used as its users would use it; what is timed is said in the table.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const args = process.argv.slice(2);
const outAt = args.indexOf("--out");
const out = outAt < 0 ? undefined : args.splice(outAt, 2)[1];
const count = Number(args[0] ?? 2000);
const work = mkdtempSync(join(tmpdir(), "readerstudy-dicom-benchmark."));
const bench = join(here, "ReaderStudy.Dicom.Benchmarks");
const rows = [];

const say = (text) => console.error(`== ${text}`);
const filesIn = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
const has = (program) => spawnSync("which", [program]).status === 0;

execFileSync("dotnet", ["build", "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary", bench], { stdio: "inherit" });
const ours = (...list) => execFileSync("dotnet", [join(bench, "bin/Release/net10.0/ReaderStudy.Dicom.Benchmarks.dll"), ...list], { encoding: "utf8" });
const seconds = (text) => Number(text.trim().split("\t")[1]);

say(`making ${count} slices`);
const slices = join(work, "slices");
ours("make", slices, String(count));
const files = filesIn(slices);
const megabytes = files.reduce((sum, f) => sum + statSync(f).size, 0) / 1e6;
// One read of everything, so that each program finds the files in memory.
for (const file of files) readFileSync(file);

function add(task, who, time, note = "") {
  const row = { task, who, files: files.length / time, megabytes: megabytes / time, note };
  rows.push(row);
  say(`${task}: ${who} ${row.files.toFixed(0)} files/s, ${row.megabytes.toFixed(0)} MB/s`);
}

function timed(program, list, options = {}) {
  const begun = performance.now();
  const ended = spawnSync(program, list, { stdio: "ignore", ...options });
  if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}`);
  return (performance.now() - begun) / 1000;
}

const parse = "parse every element";
add(parse, "ReaderStudy, one core", seconds(ours("parse-one-by-one", slices)), "in-process");
add(parse, "ReaderStudy", seconds(ours("parse", slices)), `in-process, ${cpus().length} cores`);
const python = "/usr/bin/python3";
if (existsSync(python) && spawnSync(python, ["-c", "import pydicom"]).status === 0) {
  add(parse, "pydicom", seconds(execFileSync(python, [join(here, "peers.py"), "parse", slices], { encoding: "utf8" })), "in-process");
}
if (has("dcmdump")) add(parse, "DCMTK dcmdump", timed("dcmdump", ["-q", "+sd", "+r", "+fo", slices]), "whole process, one core, prints to nowhere");

const store = "parse, take the identity out, store";
add(store, "ReaderStudy", seconds(ours("store", slices, join(work, "stored"))), `in-process, ${cpus().length} cores`);
if (has("gdcmanon")) {
  const key = join(work, "key.pem");
  const certificate = join(work, "certificate.pem");
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=benchmark", "-days", "2"], { stdio: "ignore" });
  const some = join(work, "some");
  mkdirSync(some);
  // gdcmanon takes a flat folder; a tenth of the slices is enough for a rate.
  const part = files.slice(0, Math.max(1, Math.floor(files.length / 10)));
  const target = join(work, "gdcmanon");
  mkdirSync(target);
  for (const [i, file] of part.entries()) writeFileSync(join(some, `${i}.dcm`), readFileSync(file));
  const time = timed("gdcmanon", ["-e", "-c", certificate, "-i", some, "-o", target, "--continue"]);
  add(store, "GDCM gdcmanon", (time * files.length) / part.length, `whole process, one core, ${part.length} files`);
}
if (has("Orthanc")) {
  const orthanc = await startOrthanc();
  try {
    for (const connections of [1, 4]) {
      await orthanc.clear();
      const time = await upload(orthanc.port, connections);
      add("upload by HTTP, no de-identification", `Orthanc, ${connections} connection${connections > 1 ? "s" : ""}`, time, "REST POST /instances, its default storage");
    }
  } finally {
    orthanc.stop();
  }
}

const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, ${files.length} slices of ${(megabytes / files.length).toFixed(2)} MB.`;
const table = [
  machine,
  "",
  "| task | program | files/s | MB/s | how |",
  "|---|---|---:|---:|---|",
  ...rows.map((r) => `| ${r.task} | ${r.who} | ${r.files.toFixed(0)} | ${r.megabytes.toFixed(0)} | ${r.note} |`),
].join("\n");
console.log(table);
if (out) writeFileSync(out, table + "\n");
rmSync(work, { recursive: true });

async function startOrthanc() {
  const port = await freePort();
  const storage = join(work, "orthanc");
  mkdirSync(storage);
  const config = join(work, "orthanc.json");
  writeFileSync(
    config,
    JSON.stringify({
      StorageDirectory: storage,
      IndexDirectory: storage,
      HttpPort: port,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: false,
      DicomServerEnabled: false,
      Plugins: [],
    }),
  );
  const server = spawn("Orthanc", [config], { stdio: "ignore" });
  for (let i = 0; i < 100; i++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/system`)).ok) break;
    } catch {
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  return {
    port,
    stop: () => server.kill(),
    clear: async () => {
      for (const id of await (await fetch(`http://127.0.0.1:${port}/patients`)).json()) await fetch(`http://127.0.0.1:${port}/patients/${id}`, { method: "DELETE" });
    },
  };
}

async function upload(port, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now();
  let next = 0;
  const one = async () => {
    while (next < files.length) {
      const body = readFileSync(files[next++]);
      await new Promise((done, failed) => {
        const sent = request({ port, host: "127.0.0.1", path: "/instances", method: "POST", agent, headers: { "Content-Length": body.length } }, (answer) => {
          answer.resume();
          answer.on("end", () => (answer.statusCode === 200 ? done() : failed(new Error(`Orthanc answered ${answer.statusCode}`))));
        });
        sent.on("error", failed);
        sent.end(body);
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return (performance.now() - begun) / 1000;
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
