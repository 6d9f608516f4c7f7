// A real Chromium on the built page, for the checks beside this file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export function launch(more = []) {
  return chromium.launch({ executablePath, args: [...flags, ...more] });
}

/** Starts the server on a free port of this machine; returns its address. */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

/** A page whose console errors and policy violations are collected. */
export async function newPage(browser, width = 1366, height = 768) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(message.text());
    }
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { context, page, problems };
}

/** Goes into the reading room past the instructions and waits until the case's images are there. */
export async function enter(page, address, position = 1) {
  await page.goto(`${address}/reading/s1`);
  const instructions = page.getByRole('dialog', { name: 'Instructions' });
  await Promise.race([instructions.waitFor(), page.locator(`[data-shown="${position}"]`).waitFor()]);
  if (await instructions.isVisible()) {
    await page.keyboard.press('Enter');
  }
  await page.locator(`[data-shown="${position}"]`).waitFor();
}

/** Waits until something is as expected. */
export const until = async (what, expected, ms = 15_000) => {
  const end = Date.now() + ms;
  let got = await what();
  while (JSON.stringify(got) !== JSON.stringify(expected) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    got = await what();
  }
  assert.deepEqual(got, expected);
};

const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** No serious finding of axe. */
export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axeSource);
  }
  const serious = await page.evaluate(async () => {
    // What passes is not listed element by element.
    const { violations } = await window.axe.run({ resultTypes: ['violations'] });
    return violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`);
  });
  assert.deepEqual(serious, []);
}
