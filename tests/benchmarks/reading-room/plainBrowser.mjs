// Chromium over its own protocol and nothing else: an automation library listens to the network, for which the page's process keeps what it received.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const keys = { Enter: { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" } };

/** Opens a page of a fresh browser; `send` speaks to the page, `sendWorkers` to its workers, `sendWhole` to the browser. */
export async function openPage(executable, flags, { width, height }) {
  const profile = mkdtempSync(join(tmpdir(), "readerstudy-memory-"));
  const all = [...flags, "--headless=new", "--remote-debugging-pipe", "--no-default-browser-check", `--user-data-dir=${profile}`, `--window-size=${width},${height}`, "about:blank"];
  const child = spawn(executable, all, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [toBrowser, fromBrowser] = [child.stdio[3], child.stdio[4]];
  const waiting = new Map();
  /** Sessions with the page's workers. */
  const attached = new Set();
  let last = 0;
  let rest = "";
  fromBrowser.setEncoding("utf8");
  fromBrowser.on("data", (chunk) => {
    const parts = (rest + chunk).split("\0");
    rest = parts.pop();
    for (const { id, result, error, method, params } of parts.map((part) => JSON.parse(part))) {
      if (method === "Target.attachedToTarget") {
        attached.add(params.sessionId);
      } else if (method === "Target.detachedFromTarget") {
        attached.delete(params.sessionId);
      }
      const answer = waiting.get(id);
      waiting.delete(id);
      if (error !== undefined) {
        answer?.reject(new Error(error.message));
      } else {
        answer?.resolve(result);
      }
    }
  });
  const say = (sessionId, method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      toBrowser.write(`${JSON.stringify({ id: last, sessionId, method, params })}\0`);
    });
  const sendWhole = (method, params) => say(undefined, method, params);
  const { targetId } = await sendWhole("Target.createTarget", { url: "about:blank" });
  const session = (await sendWhole("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  attached.clear();
  const send = (method, params) => say(session, method, params);
  await send("Page.enable");
  await send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  const evaluate = async (expression) => (await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value;

  /** Waits until an expression is true. */
  const until = async (expression, ms = 90_000) => {
    for (const end = Date.now() + ms; !(await evaluate(expression)); await new Promise((resolve) => setTimeout(resolve, 50))) {
      if (Date.now() > end) {
        throw new Error(`Not within ${ms} ms: ${expression}`);
      }
    }
  };
  const press = async (key) => {
    const stroke = keys[key] ?? { key, code: `Digit${key}`, text: key, windowsVirtualKeyCode: key.charCodeAt(0) };
    await send("Input.dispatchKeyEvent", { type: "keyDown", ...stroke });
    await send("Input.dispatchKeyEvent", { type: "keyUp", ...stroke, text: undefined });
  };
  const close = async () => {
    await sendWhole("Browser.close").catch(() => undefined);
    await new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve()));
    rmSync(profile, { recursive: true, force: true });
  };
  /** Says it to every worker of the page; returns how many there are. */
  const sendWorkers = async (method) => {
    await Promise.all([...attached].map((worker) => say(worker, method)));
    return attached.size;
  };
  return { send, sendWhole, sendWorkers, evaluate, until, press, close };
}
