// The memory of one page over many cases: the renderer's, after the garbage was collected, at the tenth case and at the last; and what of it JavaScript
// holds, by which a leak is told from memory that an allocator keeps.
//   dotnet build -c Release src/ReaderStudy.Web        (or npm run build in its folder Viewer)
//   node tests/benchmarks/reading-room/memory.mjs [--cases 100]
// Reads synthetic cases of four phases from the viewer's own mock server: each is opened, answered, locked by keys, and left.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openPage } from "./plainBrowser.mjs";

const viewer = new URL("../../../src/ReaderStudy.Web/Viewer/", import.meta.url);
const { mockServer } = await import(new URL("mock/server.mjs", viewer));
const { flags, listen } = await import(new URL("checks/browser.mjs", viewer));
const { values: options } = parseArgs({ options: { cases: { type: "string", default: "100" } } });
const cases = Number(options.cases);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resident memory of the page's process that is its own, in MB. */
function ownMemory(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]) / 1024;
}

const { server } = await mockServer({ total: cases + 1, phaseNames: ["native", "arterial", "portal", "delayed"], keepsFrames: false });
const address = await listen(server);
const page = await openPage(process.env.CHROMIUM ?? "/usr/bin/chromium", flags, { width: 1400, height: 760 });
try {
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: 'localStorage.setItem("reading.instructions.s1", "seen")' });
  await page.send("Page.navigate", { url: `${address}/reading/s1` });
  const measure = async () => {
    await page.send("HeapProfiler.collectGarbage");
    // The decoders have heaps of their own.
    const decoders = await page.sendWorkers("HeapProfiler.collectGarbage");
    await page.send("Memory.simulatePressureNotification", { level: "critical" });
    await pause(500);
    const { processInfo } = await page.sendWhole("SystemInfo.getProcessInfo");
    const heap = await page.send("Runtime.getHeapUsage");
    const inMb = (bytes) => `${((bytes ?? 0) / 1024 ** 2).toFixed(1)} MB`;
    return {
      own: Math.max(...processInfo.filter((p) => p.type === "renderer").map((p) => ownMemory(p.id))),
      words: `objects ${inMb(heap.usedSize)}, of the page ${inMb(heap.embedderHeapUsedSize)}, pixels ${inMb(heap.backingStorageSize)}, ${decoders} decoders`,
    };
  };
  let early = 0;
  for (let position = 1; position <= cases; position += 1) {
    await page.until(`document.querySelector('[data-shown="${position}"]') !== null`);
    await page.until("document.body.innerText.includes('Next case ready')");
    if (position === 10 || position === cases || position % 20 === 0) {
      const { own, words } = await measure();
      early = position === 10 ? own : early;
      console.log(`case ${position}: ${own.toFixed(0)} MB${early > 0 && position > 10 ? `, ${(((own - early) / early) * 100).toFixed(1)} % since case 10` : ""}; ${words}`);
    }
    for (const key of ["1", "1", "8", "5", "Enter"]) {
      await page.press(key);
    }
    await pause(250);
    await page.press("Enter");
  }
} finally {
  await page.close();
  server.closeAllConnections();
  server.close();
}
