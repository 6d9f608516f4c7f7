// One check in one room: a fresh server, a fresh page, a clean console.
import assert from 'node:assert/strict';
import { mockServer } from '../mock/server.mjs';
import { enter, listen, newPage } from './browser.mjs';

/** A browser writes every refusal into its console; the page itself must not. */
const refusal = /the server responded with a status of 4\d\d/;

/** And of a server that is in trouble on purpose. */
const trouble = /the server responded with a status of 5\d\d/;

/**
 * Runs a check on a fresh server and page, and then asks that the console is clean. `enters: false` only opens the page. `troubled`: the server
 * fails on purpose. `onPurpose`: what else the console says of what the check itself breaks.
 */
export async function roomIn(browser, { enters = true, troubled = false, onPurpose = null, ...options }, check, size = [1366, 768]) {
  const { server, state } = await mockServer(options);
  const address = await listen(server);
  const { context, page, problems } = await newPage(browser, ...size);
  try {
    if (enters) {
      await enter(page, address);
    } else {
      await page.goto(`${address}/reading/s1`);
    }
    await check({ page, state, address });
    assert.deepEqual(
      problems.filter((p) => !refusal.test(p) && !(troubled && trouble.test(p)) && onPurpose?.test(p) !== true),
      [],
    );
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

/** Two strokes closer than 200 ms are one bouncing key to the page. */
const bounce = 200;

/** The page has taken the first of two strokes and says so, and by its own clock the next one is a stroke of its own. */
export async function armed(page) {
  await page.getByText(/^Press Enter again to (lock|skip)/).waitFor();
  await page.evaluate(
    (bouncing) =>
      new Promise((resolve) => {
        const from = performance.now();
        const look = () => (performance.now() - from > bouncing + 10 ? resolve() : setTimeout(look, 10));
        look();
      }),
    bounce,
  );
}

/** Presses keys in a row; `lock` is Enter twice, with the pause that tells it from a bouncing key. */
export async function press(page, ...keys) {
  let typing = [];
  for (const [i, key] of keys.entries()) {
    if (key === 'lock') {
      await page.keyboard.press('Enter');
      await armed(page);
      await page.keyboard.press('Enter');
      continue;
    }
    typing.push(page.keyboard.press(key));
    // What belongs to one number is typed in one go, however busy the page is; the same key twice has to be let go between.
    if (![key, keys[i + 1]].every((typed) => /^[\d.]$/.test(typed)) || keys[i + 1] === key) {
      await Promise.all(typing);
      typing = [];
    }
  }
}

/** The page has drawn so often: what was begun before, as by a drag of the mouse, is on the screen by then. */
export const drawnFrames = (page, count = 3) =>
  page.evaluate(async (of) => {
    for (let i = 0; i < of; i += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, count);

/** By the page's own clock a change of the view has rested: it is a step of its own, undone by itself. */
export const rested = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));

/** Waits for a case on the screen, in a mode: reading, looking, correcting. */
export function shown(page, position, mode = 'reading') {
  return page.locator(`[data-shown="${position}"][data-mode="${mode}"]`).waitFor();
}

/** Enters without the instructions, as on every visit but the first. */
export async function visit(page, address) {
  await page.addInitScript(() => localStorage.setItem('reading.instructions.s1', 'seen'));
  await page.goto(`${address}/reading/s1`);
}

/** Holds back what comes after the pictures; returns how to let it go. */
export async function withoutLaterCode(page, parts = ['startRoom', 'stackViews', 'core', 'geometry', 'dicom', 'tools']) {
  const held = [];
  let open = false;
  await page.route(new RegExp(`assets/(${parts.join('|')})-[^/]*\\.js$`), (route) => (open ? route.continue() : void held.push(route)));
  return () => {
    open = true;
    return Promise.all(held.map((route) => route.continue()));
  };
}
