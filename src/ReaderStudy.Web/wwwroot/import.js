// Uploads folders, files and zips in small batches, and shows how far an import is.
const BATCH_FILES = 24;
const BATCH_BYTES = 16 * 1024 * 1024;
const PARALLEL = 3;
const TRIES = 5;

const count = (n) => n.toLocaleString("en");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Every file of what was dropped, with its path; folders are walked to their ends. */
async function filesOfDrop(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      found.push({ path: entry.fullPath.replace(/^\//, ""), file });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return;
      for (const inner of some) await walk(inner);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}

const filesOfInput = (input) => [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** A body that names the files in order; the browser reads each file only while it is sent. */
function bodyOf(batch) {
  const boundary = `readerstudy${crypto.randomUUID?.() ?? Math.random().toString(36).slice(2)}`;
  const parts = [];
  for (const { path, file } of batch) {
    const name = encodeURIComponent(path).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    parts.push(
      `--${boundary}\r\nContent-Disposition: attachment; filename*=UTF-8''${name}; size=${file.size}\r\nContent-Type: application/octet-stream\r\n\r\n`,
      file,
      "\r\n",
    );
  }
  parts.push(`--${boundary}--\r\n`);
  return { type: `multipart/mixed; boundary=${boundary}`, body: new Blob(parts) };
}

function* batchesOf(files) {
  let batch = [];
  let bytes = 0;
  for (const one of files) {
    if (batch.length > 0 && (batch.length === BATCH_FILES || bytes + one.file.size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(one);
    bytes += one.file.size;
  }
  if (batch.length > 0) yield batch;
}

class Refused extends Error {}

class Upload {
  constructor(zone, panel) {
    this.zone = zone;
    this.token = zone.querySelector("input[name=__RequestVerificationToken]").value;
    this.importUrl = zone.dataset.importUrl || null;
    this.panel = panel;
    this.files = [];
    panel.querySelector("[data-upload-again]").addEventListener("click", () => this.send(this.files));
  }

  async post(url, body, type) {
    const headers = { RequestVerificationToken: this.token, Accept: "application/json" };
    if (type) headers["Content-Type"] = type;
    let answer;
    for (let tries = 1; ; tries++) {
      try {
        answer = await fetch(url, { method: "POST", headers, body });
        if (answer.status < 500 || tries === TRIES) break;
      } catch (error) {
        if (tries === TRIES) throw new Error("The connection to the server was lost.", { cause: error });
      }
      await wait(500 * 2 ** tries);
    }
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => null);
    throw new Refused(problem?.message ?? `The server answered ${answer.status}.`);
  }

  async send(files) {
    if (files.length === 0) {
      this.fail("There is no file in what was dropped.");
      return;
    }
    this.files = files;
    this.zone.hidden = true;
    this.panel.hidden = false;
    this.show("[data-upload-error]", null);
    this.show("[data-upload-again]", null);
    this.text("Looking for what is there already…");
    try {
      if (!this.importUrl) this.importUrl = (await (await this.post(this.newImportUrl())).json()).url;
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
      await this.sendMissing(sorted);
      await this.post(`${this.importUrl}/start`);
      location.assign(this.importUrl);
    } catch (error) {
      this.fail(error.message, !(error instanceof Refused));
    }
  }

  newImportUrl() {
    const pictures = this.zone.querySelector("[data-pictures]")?.checked === true;
    return this.zone.dataset.importsUrl + (pictures ? "?pictures=true" : "");
  }

  async missing(files) {
    const missing = [];
    for (let from = 0; from < files.length; from += 5000) {
      const some = files.slice(from, from + 5000);
      const offered = JSON.stringify(some.map(({ path, file }) => ({ path, size: file.size })));
      const places = await (await this.post(`${this.importUrl}/missing`, offered, "application/json")).json();
      missing.push(...places.map((i) => some[i]));
    }
    return missing;
  }

  async sendMissing(files) {
    const missing = await this.missing(files);
    const total = missing.reduce((sum, { file }) => sum + file.size, 0);
    const known = files.length - missing.length;
    let [done, bytes, refused] = [known, 0, 0];
    const began = performance.now();
    const report = () => {
      const seconds = Math.max(0.1, (performance.now() - began) / 1000);
      this.text(`${count(done)} of ${count(files.length)} files sent${refused ? `, ${count(refused)} of them refused` : ""}`);
      const bar = this.panel.querySelector("[data-upload-bar]");
      bar.max = Math.max(1, total);
      bar.value = bytes;
      const rate = bytes / seconds;
      const left = rate > 0 ? Math.ceil((total - bytes) / rate) : 0;
      this.panel.querySelector("[data-upload-speed]").textContent =
        `${(rate / 1e6).toFixed(1)} MB/s, about ${left >= 60 ? `${Math.round(left / 60)} min` : `${left} s`} left. Keep this page open until the files are sent.`;
    };
    report();
    const batches = batchesOf(missing);
    const sender = async () => {
      for (const batch of batches) {
        const { type, body } = bodyOf(batch);
        const counts = await (await this.post(`${this.importUrl}/files`, body, type)).json();
        done += batch.length;
        refused += counts.rejected;
        bytes += batch.reduce((sum, { file }) => sum + file.size, 0);
        report();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, sender));
  }

  fail(message, canGoOn = false) {
    this.panel.hidden = false;
    this.show("[data-upload-error]", canGoOn ? `${message} What was sent is safe.` : message);
    this.panel.querySelector("[data-upload-again]").hidden = !canGoOn;
    this.panel.querySelector("[data-upload-speed]").textContent = "";
    this.zone.hidden = canGoOn;
  }

  text(message) {
    this.panel.querySelector("[data-upload-text]").textContent = message;
  }

  show(selector, message) {
    const element = this.panel.querySelector(selector);
    element.hidden = message === null;
    if (message !== null) element.textContent = message;
  }
}

function watchDropZone(zone) {
  const upload = new Upload(zone, document.querySelector("[data-upload]"));
  for (const kind of ["folder", "files"]) {
    const input = zone.querySelector(`[data-input=${kind}]`);
    zone.querySelector(`[data-pick=${kind}]`).addEventListener("click", () => input.click());
    input.addEventListener("change", () => upload.send(filesOfInput(input)));
  }
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    if (zone.hidden) return;
    await upload.send(await filesOfDrop(event.dataTransfer));
  });
}

/** How fast the last seconds went, and how long the rest will take at that speed. */
function speedOf(recent) {
  const [first, last] = [recent[0], recent[recent.length - 1]];
  const seconds = (last.at - first.at) / 1000;
  if (seconds < 1 || last.done <= first.done) return "";
  const rate = (last.done - first.done) / seconds;
  const megabytes = (last.bytes - first.bytes) / 1e6 / seconds;
  const speed = `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} a second${megabytes > 0 ? `, ${megabytes.toFixed(1)} MB a second` : ""}`;
  // While zips are read nobody knows how many files are in them.
  if (last.total === 0) return speed;
  const left = Math.ceil((last.total - last.done) / rate);
  const time = left >= 3600 ? `${(left / 3600).toFixed(1)} h` : left >= 60 ? `${Math.round(left / 60)} min` : `${left} s`;
  return `${speed}, about ${time} left`;
}

async function watchProgress(panel) {
  const set = (name, text) => (panel.querySelector(`[data-${name}]`).textContent = text);
  const recent = [];
  for (;;) {
    await wait(1000);
    let state;
    try {
      state = await (await fetch(panel.dataset.progress, { headers: { Accept: "application/json" } })).json();
    } catch {
      continue;
    }
    if (state.isOver) {
      location.reload();
      return;
    }
    const bar = panel.querySelector("[data-bar]");
    set("sentence", state.sentence);
    if (state.total > 0) {
      bar.max = state.total;
      bar.value = state.done;
    } else {
      bar.removeAttribute("value");
    }
    set("counts", state.total > 0 ? `${count(state.done)} of ${count(state.total)}` : "");
    if (recent.length > 0 && recent[0].step !== state.step) recent.length = 0;
    recent.push({ at: performance.now(), ...state });
    if (recent.length > 15) recent.shift();
    set("rate", speedOf(recent));
    set("imported", count(state.imported));
    set("duplicates", count(state.duplicates));
    set("rejected", count(state.rejected));
    set("held", count(state.held));
    set("passed", count(state.passedOver));
  }
}

const zone = document.querySelector("[data-drop]");
if (zone) watchDropZone(zone);
const panel = document.querySelector("[data-progress]");
if (panel) await watchProgress(panel);
