// The reading room beside OHIF on Debian's Orthanc: the same case, the same Chromium, cold, the runs of the two in turn.
//   npm pack @ohif/app@3.13.2 && tar xzf ohif-app-3.13.2.tgz        in a folder of its own
//   apt-get install --no-install-recommends orthanc orthanc-dicomweb
//   dotnet build -c Release src/ReaderStudy.Web
//   node tests/benchmarks/reading-room/compare.mjs --ohif FOLDER [--runs 5] [--port 5340]
// Without --ohif ours alone is timed. The machine should have nothing else to do; ratios hold on a busy one, times do not.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readerContext, sessionToRead, startOurs } from "./ours.mjs";
import { startPeer } from "./peer.mjs";
import { probeOurs, probePeer, scrollSteps, timeNextCase } from "./probes.mjs";

const viewer = new URL("../../../src/ReaderStudy.Web/Viewer/", import.meta.url);
const { chromium } = createRequire(new URL("package.json", viewer))("playwright-core");
const { values: options } = parseArgs({ options: { ohif: { type: "string" }, runs: { type: "string", default: "5" }, port: { type: "string", default: "5340" } } });
const runs = Number(options.runs);
const port = Number(options.port);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? NaN;

/** The stored files of a series' case, found by the pixels of a slice. */
async function filesOf(images, session) {
  const { opened, address, headers } = session;
  const body = Buffer.from(await (await fetch(`${address}/cases/${opened.position}/series/0/frames/1`, { headers: { ...headers, Accept: "*/*" } })).arrayBuffer());
  const start = body.indexOf("\r\n\r\n") + 4;
  const pixels = body.subarray(start, body.lastIndexOf("\r\n--"));
  const files = readdirSync(images, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => join(f.parentPath ?? f.path, f.name));
  const found = files.find((file) => readFileSync(file).subarray(-pixels.length).equals(pixels));
  if (found === undefined) {
    throw new Error("The stored image of the first slice was not found.");
  }
  // A case is a folder.
  const folder = [dirname(found), dirname(dirname(found))].find((f) => files.filter((file) => file.startsWith(`${f}/`)).length >= opened.series.reduce((sum, s) => sum + s.sliceCount, 0)) ?? dirname(found);
  return files.filter((file) => file.startsWith(`${folder}/`));
}

/** What the opening slices must look like: by the window's definition, PS3.3 C.11.2.1.2.1. */
async function expected(session) {
  const { opened, state, address, headers } = session;
  const [{ center, width }] = state.hanging.windows;
  const phases = state.hanging.phases ?? [];
  const place = (s) => (phases.includes(s.phase) ? phases.indexOf(s.phase) : phases.length);
  const series = [...opened.series].sort((a, b) => place(a) - place(b) || a.index - b.index).slice(0, 4);
  return Promise.all(
    series.map(async ({ index, openingSlice }) => {
      const root = `${address}/cases/${opened.position}/series/${index}`;
      const metadata = (await (await fetch(`${root}/metadata`, { headers })).json())[openingSlice];
      const body = Buffer.from(await (await fetch(`${root}/frames/${openingSlice + 1}`, { headers: { ...headers, Accept: "*/*" } })).arrayBuffer());
      const start = body.indexOf("\r\n\r\n") + 4;
      const value = (tag, otherwise) => metadata[tag]?.Value?.[0] ?? otherwise;
      const count = value("00280010") * value("00280011");
      const lower = center - 0.5 - (width - 1) / 2;
      return Array.from({ length: count }, (_, i) => {
        const at = start + 2 * i;
        const stored = value("00280103") === 1 ? body.readInt16LE(at) : body.readUInt16LE(at);
        const hounsfield = stored * value("00281053", 1) + value("00281052", 0);
        return Math.min(255, Math.max(0, Math.round(((hounsfield - lower) * 255) / (width - 1))));
      });
    }),
  );
}

/** Turns the wheel over the middle of the first viewport until the page says that its image has moved. */
async function wheelUntilAnswered(page, x, y) {
  await page.mouse.move(x, y);
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    await page.mouse.wheel(0, 100);
    if (await page.evaluate(() => window.benchTimes.tools !== null)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function runOurs(session, wanted, last) {
  const browser = await launch();
  try {
    const context = await readerContext(browser, session, probeOurs);
    const page = await context.newPage();
    await page.goto(session.address, { waitUntil: "commit" });
    await page.waitForFunction(() => window.benchTimes?.first !== null);
    await wheelUntilAnswered(page, 200, 250);
    // The first turns go through pictures; the steps that follow are timed as Cornerstone draws them.
    await page.waitForFunction(() => window.benchTimes.shown !== null);
    const { first, tools, shown, pictures } = await page.evaluate(() => window.benchTimes);
    const exact = pictures.length === wanted.length && pictures.every((grey, i) => grey.length === wanted[i].length && grey.every((g, at) => g === wanted[i][at]));
    const cold = await page.evaluate(scrollSteps, 40);
    await page.getByText("Next case ready").waitFor({ timeout: 120_000 });
    const later = await page.evaluate(scrollSteps, 60);
    // Only the last run reads a case: the others begin with the same one.
    const next = last ? await lockAndWait(page) : null;
    return { first, tools, shown, exact, cold, later, next };
  } finally {
    await browser.close();
  }
}

/** Answers what is asked by keys, whatever it is, and locks. */
async function lockAndWait(page) {
  for (let question = 0; question < 12 && (await page.locator('.lock[data-state="incomplete"]').count()) > 0; question += 1) {
    await page.keyboard.press("1");
    if ((await page.locator('.question.current [role="slider"]').count()) > 0) {
      await page.keyboard.press("0");
    }
    await page.waitForTimeout(60);
  }
  await page.getByText(/Saved at/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(250);
  await page.evaluate(timeNextCase);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.benchNext !== null);
  return page.evaluate(() => window.benchNext);
}

async function nextCases(session, count) {
  const browser = await launch();
  try {
    const page = await (await readerContext(browser, session, probeOurs)).newPage();
    await page.goto(session.address);
    const times = [];
    await page.waitForFunction(() => window.benchTimes?.shown !== null);
    for (let done = 0; done < count; done += 1) {
      if ((await page.getByText("Next case ready").waitFor({ timeout: 60_000 }).then(() => true, () => false)) === false) {
        break;
      }
      times.push(await lockAndWait(page));
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function runPeer(address) {
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 760 } });
    await context.addInitScript(probePeer);
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(() => window.benchTimes?.first !== null, null, { timeout: 120_000 });
    await wheelUntilAnswered(page, 700, 400);
    const { first, tools } = await page.evaluate(() => window.benchTimes);
    return { first, tools };
  } finally {
    await browser.close();
  }
}

const ours = await startOurs(port);
let peer = null;
try {
  const browser = await launch();
  const session = await sessionToRead(browser, ours.url);
  await browser.close();
  const wanted = await expected(session);
  const files = await filesOf(ours.images, session);
  if (options.ohif !== undefined) {
    peer = await startPeer(options.ohif, files, port + 1);
  }
  const { sliceCount, rows, columns } = session.opened.series[0];
  console.log(`${cpus().length} cores, ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; ${wanted.length} phases of ${sliceCount} slices of ${columns} x ${rows}; ${runs} runs`);
  const mine = [];
  const theirs = [];
  for (let run = 0; run < runs; run += 1) {
    mine.push(await runOurs(session, wanted, false));
    if (peer !== null) {
      theirs.push(await runPeer(peer.address));
    }
    console.error(`run ${run + 1}: ours ${Math.round(mine.at(-1).first)} / ${Math.round(mine.at(-1).tools)} ms${peer === null ? "" : `, OHIF ${Math.round(theirs.at(-1).first)} / ${Math.round(theirs.at(-1).tools)} ms`}`);
  }
  const next = await nextCases(session, 4);
  const line = (what, a, b, goal) => console.log(`| ${what} | ${Math.round(a)} ms | ${Number.isNaN(b) ? "-" : `${Math.round(b)} ms`} | ${Number.isNaN(b) ? "-" : `1/${(b / a).toFixed(1)}`} | ${goal} |`);
  console.log(`| cold, medians | ours | OHIF ${peer?.version ?? "(not run)"} | ratio | goal |\n|---|---:|---:|---:|---|`);
  line("first image: all our viewports against its one", median(mine.map((r) => r.first)), median(theirs.map((r) => r.first)), "1/8");
  line("the wheel is answered", median(mine.map((r) => r.tools)), median(theirs.map((r) => r.tools)), "1/3");
  line("every tool can be used", median(mine.map((r) => r.shown)), NaN, "");
  line("next case, prefetched, from the stroke to all its pictures", median(next.map((n) => n.pictures)), NaN, "under 100 ms");
  line("and until it can be scrolled", median(next.map((n) => n.ready)), NaN, "");
  line("a step of the wheel, p95, in the cold start", p95(mine.flatMap((r) => r.cold)), NaN, "under 50 ms");
  line("a step of the wheel, p95, later", p95(mine.flatMap((r) => r.later)), NaN, "under 50 ms");
  console.log(`Opening slices exact in pixels and window: ${mine.filter((r) => r.exact).length} of ${mine.length} runs.`);
} finally {
  await peer?.stop();
  await ours.stop();
}
