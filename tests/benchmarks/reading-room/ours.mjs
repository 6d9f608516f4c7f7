// The application as a process of its own, on a data folder that is thrown away, with the demo's study of phantoms.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../../src/ReaderStudy.Web/", import.meta.url));
const password = "liver-demo-2026";
const readers = ["junior@demo.example", "middle@demo.example", "senior@demo.example"];

/** Starts the built application; resolves once its demo is there. */
export async function startOurs(port, configuration = "Release") {
  const data = mkdtempSync(join(tmpdir(), "readerstudy-room-"));
  const url = `http://127.0.0.1:${port}`;
  const program = join(web, "bin", configuration, "net10.0", "ReaderStudy.Web.dll");
  const child = spawn("dotnet", [program, "--urls", url], {
    cwd: web,
    stdio: "ignore",
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Production", ReaderStudy__DataFolder: data, ReaderStudy__Demo: "true" },
  });
  const stop = async () => {
    if (child.exitCode === null) {
      await new Promise((resolve) => child.once("exit", resolve).kill());
    }
    rmSync(data, { recursive: true, force: true });
  };
  await answering(`${url}/health`, child);
  return { url, images: join(data, "images"), stop };
}

/** Waits for a server that begins. */
export async function answering(address, child) {
  for (const end = Date.now() + 600_000; Date.now() < end; ) {
    if (child.exitCode !== null) {
      throw new Error(`The server of ${address} ended.`);
    }
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No answer from ${address}.`);
}

/** Signs a demo reader in; returns their cookies and the address of a session that is not finished. */
async function signIn(browser, url, email) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/account/sign-in`);
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.locator("form:has(#email) button").click();
  await page.waitForURL((address) => !address.pathname.startsWith("/account"));
  await page.goto(`${url}/sessions`);
  const links = await page.locator('a[href^="/reading/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const cookies = await context.cookies();
  await context.close();
  return { cookies, links: [...new Set(links)] };
}

/** The session, of all demo readers', whose case to read now has the most phases. */
export async function sessionToRead(browser, url) {
  const found = [];
  for (const email of readers) {
    const { cookies, links } = await signIn(browser, url, email);
    const headers = { Cookie: cookies.map((c) => `${c.name}=${c.value}`).join("; "), Accept: "application/json" };
    for (const link of links) {
      const state = await (await fetch(`${url}${link}/state`, { headers })).json();
      if (Number.isInteger(state.position)) {
        const opened = await (await fetch(`${url}${link}/cases/${state.position}`, { headers })).json();
        found.push({ cookies, headers, state, opened, path: link, address: `${url}${link}`, phases: opened.series?.length ?? 0 });
      }
    }
  }
  found.sort((a, b) => b.phases - a.phases);
  if (found.length === 0) {
    throw new Error("The demo has no session to read.");
  }
  return found[0];
}

/** A new browser's context that is signed in and has read the instructions, with the clock of `probes.mjs`. */
export async function readerContext(browser, session, ...scripts) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 760 } });
  await context.addCookies(session.cookies);
  await context.addInitScript((id) => localStorage.setItem(`reading.instructions.${id}`, "seen"), session.state.sessionId);
  for (const script of scripts) {
    await context.addInitScript(script);
  }
  return context;
}
