// The memory of one page over many cases: the renderer's, after the garbage was collected, at the tenth case and at the last; and what of it JavaScript
// holds, by which a leak is told from memory that an allocator keeps.
//   dotnet build -c Release src/ReaderStudy.Web        (or npm run build in its folder Viewer)
//   node tests/benchmarks/reading-room/memory.mjs [--cases 100]
// Reads synthetic cases of four phases from the viewer's own mock server: each is opened, answered, locked by keys, and left.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const viewer = new URL("../../../src/ReaderStudy.Web/Viewer/", import.meta.url);
const { mockServer } = await import(new URL("mock/server.mjs", viewer));
const { launch, listen } = await import(new URL("checks/browser.mjs", viewer));
const { values: options } = parseArgs({ options: { cases: { type: "string", default: "100" } } });
const cases = Number(options.cases);

/** Resident memory of the page's process that is its own, in MB. */
function ownMemory(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]) / 1024;
}

const { server } = await mockServer({ total: cases + 1, phaseNames: ["native", "arterial", "portal", "delayed"], keepsFrames: false });
const address = await listen(server);
const browser = await launch(["--js-flags=--expose-gc"]);
try {
  const context = await browser.newContext({ viewport: { width: 1400, height: 760 } });
  await context.addInitScript(() => localStorage.setItem("reading.instructions.s1", "seen"));
  const page = await context.newPage();
  await page.goto(`${address}/reading/s1`);
  const session = await context.newCDPSession(page);
  const overall = await browser.newBrowserCDPSession();
  const own = async () => {
    const { processInfo } = await overall.send("SystemInfo.getProcessInfo");
    return Math.max(...processInfo.filter((p) => p.type === "renderer").map((p) => ownMemory(p.id)));
  };
  const measure = async () => {
    await session.send("HeapProfiler.collectGarbage");
    await Promise.all(page.workers().map((worker) => worker.evaluate(() => globalThis.gc())));
    const before = await own();
    // What an allocator only keeps for later is given back.
    await session.send("Memory.simulatePressureNotification", { level: "critical" });
    await page.waitForTimeout(500);
    const heap = await session.send("Runtime.getHeapUsage");
    const inMb = (bytes) => `${((bytes ?? 0) / 1024 ** 2).toFixed(1)} MB`;
    return { own: await own(), words: `${before.toFixed(0)} MB before what is only kept was given back; objects ${inMb(heap.usedSize)}, of the page ${inMb(heap.embedderHeapUsedSize)}, pixels ${inMb(heap.backingStorageSize)}` };
  };
  let early = 0;
  for (let position = 1; position <= cases; position += 1) {
    await page.locator(`[data-shown="${position}"]`).waitFor();
    await page.getByText("Next case ready").waitFor({ timeout: 60_000 });
    if (position === 10 || position === cases || position % 20 === 0) {
      const { own: now, words } = await measure();
      early = position === 10 ? now : early;
      console.log(`case ${position}: ${now.toFixed(0)} MB${early > 0 && position > 10 ? `, ${(((now - early) / early) * 100).toFixed(1)} % since case 10` : ""}; ${words}`);
    }
    for (const key of ["1", "1", "8", "5"]) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press("Enter");
    await page.waitForTimeout(250);
    await page.keyboard.press("Enter");
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
