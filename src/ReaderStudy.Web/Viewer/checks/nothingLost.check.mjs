// What a bad evening does to the page: the connection, the server, the tab and the sign-in go, and every answer given before is there after.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { landmarks } from '../mock/drawnPhantom.mjs';
import { boxes } from '../mock/drawnQuestions.mjs';
import { mockServer } from '../mock/server.mjs';
import { enter, launch, listen, newPage, until } from './browser.mjs';
import { lit, marksIn, voxelOf } from './drawn.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (options, check) => roomIn(browser, options, check);
const corner = (page, place, where) => page.locator('.phase').nth(place).locator(`.corner.${where}`);
const slice = async (page, place) => Number((await corner(page, place, 'bottom-left').textContent()).split('/')[0]);
const windowText = (page, place) => corner(page, place, 'bottom-right').textContent();
const chosen = (page, name) => page.getByRole('radio', { name }).getAttribute('aria-checked');
const rests = (page) => page.getByRole('heading', { name: 'You read on elsewhere' });

/** The tab's process dies: no word to the page, nothing that it could still do. */
async function crash(context, page) {
  const client = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  client.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}

/** A server and a page whose console may complain: what breaks is broken on purpose. */
async function onBadEvening(options, check) {
  const { server, state } = await mockServer(options);
  const address = await listen(server);
  const { context, page } = await newPage(browser);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => void dialog.accept());
  try {
    await check({ server, state, address, context, page });
    assert.deepEqual(errors, [], 'script errors');
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

describe('a reload', () => {
  test('leads back to the same slices, window and answers', () =>
    inRoom({}, async ({ page }) => {
      await page.mouse.move(250, 400);
      for (let i = 0; i < 5; i += 1) {
        await page.mouse.wheel(0, 100);
      }
      await until(() => slice(page, 0), 17);
      await press(page, 'l');
      await page.mouse.move(760, 400);
      await page.mouse.wheel(0, -100);
      await until(() => slice(page, 1), 33);
      await press(page, 't', '2', '3');
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await shown(page, 1);
      await until(async () => [await slice(page, 0), await slice(page, 1)], [17, 33]);
      await until(() => windowText(page, 1), 'W 1800  L 400');
      assert.equal(await chosen(page, 'Metastasis'), 'true');
      // Still unlinked.
      await page.mouse.move(250, 400);
      await page.mouse.wheel(0, 100);
      await until(async () => [await slice(page, 0), await slice(page, 1)], [18, 33]);
    }));

  test('another case begins at its own opening slice', () =>
    inRoom({}, async ({ page }) => {
      await page.mouse.move(250, 400);
      await page.mouse.wheel(0, 100);
      await until(() => slice(page, 0), 13);
      await press(page, '2', '3', '7', 'lock');
      await shown(page, 2);
      assert.equal(await slice(page, 0), 12);
    }));
});

describe('a second page', () => {
  test('in another tab takes over, the first one rests and says so, and can be taken back', () =>
    onBadEvening({}, async ({ state, address, context, page }) => {
      await enter(page, address);
      await press(page, '2');
      await page.getByText(/Saved at/).waitFor();
      const other = await context.newPage();
      await enter(other, address);
      await rests(page).waitFor();
      await page.getByText('What you answered here is saved.').waitFor();
      await other.keyboard.press('3');
      await other.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET' });
      // A key on the page that rests does nothing.
      const writes = state.writes.length;
      await press(page, '1', 'Enter');
      assert.equal(state.writes.length, writes);

      await page.getByRole('button', { name: 'Read on here' }).click();
      await shown(page, 1);
      assert.equal(await chosen(page, 'Metastasis'), 'true');
      await rests(other).waitFor();
    }));

  test('is noticed at once by a first one that had not heard yet that it goes on', () =>
    onBadEvening({}, async ({ address, context, page }) => {
      let letGo;
      const heard = new Promise((resolve) => (letGo = resolve));
      const first = async (route) => {
        const response = await route.fetch();
        await heard;
        await route.fulfill({ response });
      };
      await page.route(/\/page\/[^/]+$/, first, { times: 1 });
      await enter(page, address);
      await enter(await context.newPage(), address);
      letGo();
      // It would ask by itself after 20 seconds.
      await until(() => rests(page).count(), 1, 10_000);
    }));

  test('on another device is noticed when the first page comes into sight', () =>
    onBadEvening({}, async ({ state, address, page }) => {
      await enter(page, address);
      const { context: laptop, page: other } = await newPage(browser);
      await enter(other, address);
      assert.equal(await rests(page).count(), 0);
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await rests(page).waitFor();
      await press(other, '1');
      await other.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'benign' });
      await laptop.close();
    }));

  test('stays where reading goes on when a lock of the first one is answered late', () =>
    onBadEvening({}, async ({ state, address, context, page }) => {
      await enter(page, address);
      await press(page, '2', '3', '8');
      await page.getByText(/Saved at/).waitFor();
      let letGo;
      state.held['/reading/s1/cases/1/lock'] = new Promise((resolve) => (letGo = resolve));
      const locked = page.waitForResponse(/cases\/1\/lock/);
      await press(page, 'lock');
      const other = await context.newPage();
      await other.goto(`${address}/reading/s1`);
      await rests(page).waitFor();
      assert.notEqual(state.readings[0].status, 'locked');
      letGo();
      await (await locked).finished();
      assert.equal(state.readings[0].status, 'locked');
      await page.waitForTimeout(800);
      assert.ok(await rests(page).isVisible());
      assert.equal(await page.locator('.column').count(), 0);
    }));

  test('is told of a correction that the first one had begun, and closes its sheets', () =>
    onBadEvening({ conduct: { corrections: true } }, async ({ state, address, context, page }) => {
      await enter(page, address);
      await press(page, '2', '3', '8', 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await press(page, 'c', '1', '1', 'Enter');
      await page.getByRole('dialog', { name: 'Correct this reading' }).waitFor();
      const other = await context.newPage();
      await other.goto(`${address}/reading/s1`);
      await rests(page).waitFor();
      await page.getByText('The correction that you had begun here is not saved').waitFor();
      await until(() => page.getByRole('dialog').count(), 0);
      assert.equal(state.readings[0].answers.malignancy, 'malignant');
    }));

  test('alone says what is seen from then on', () =>
    onBadEvening({}, async ({ state, address, context, page }) => {
      await enter(page, address);
      await page.waitForTimeout(300);
      const other = await context.newPage();
      await other.goto(`${address}/reading/s1`);
      await rests(page).waitFor();
      await until(() => state.seen.length, 1);
      const first = state.seen[0].page;
      await page.waitForTimeout(600);
      // As when the tab is closed: what was seen and not told yet goes out.
      await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
      await page.waitForTimeout(600);
      assert.equal(state.seen.filter((batch) => batch.page === first).length, 1);
    }));

  test('opened while the first one could not save finds what stands there in the same browser', () =>
    onBadEvening({}, async ({ state, address, context, page }) => {
      await enter(page, address);
      state.trouble = 0;
      await press(page, '2', '4');
      await page.getByText('Not saved, trying again').waitFor();
      const other = await context.newPage();
      await enter(other, address);
      await rests(page).waitFor();
      await page.getByText('could not be saved').waitFor();
      assert.equal(await chosen(other, 'Metastasis'), 'false');
      assert.equal(await chosen(other, 'Malignant'), 'true');
      state.trouble = null;
      await other.getByText(/Saved at/).waitFor();
      assert.equal(state.readings[0].answers.malignancy, 'malignant');
    }));
});

describe('trouble outside', () => {
  test('a crash of the tab while nothing could be saved: a new one has the answers', () =>
    onBadEvening({}, async ({ state, address, context, page }) => {
      await enter(page, address);
      state.trouble = 0;
      await press(page, '2', '3');
      await page.getByText('Not saved, trying again').waitFor();
      await page.close({ runBeforeUnload: false });
      assert.deepEqual(state.readings[0].answers, {});
      state.trouble = null;
      const next = await context.newPage();
      await next.goto(`${address}/reading/s1`);
      await shown(next, 1);
      assert.equal(await chosen(next, 'Metastasis'), 'true');
      await next.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET' });
    }));

  test('a crash of the tab: a new one is where the reader was, with the slice, the window, the answers and what was half drawn', () =>
    onBadEvening({ phaseNames: ['thick', 'thin'], extraQuestions: [boxes] }, async ({ state, address, context, page }) => {
      await enter(page, address);
      state.trouble = 0;
      await press(page, '2', '3', '8');
      for (let tabs = 0; tabs < 9 && !(await page.locator('.question.current').textContent()).includes('Box every lesion'); tabs += 1) {
        await press(page, 'Tab');
      }
      await press(page, 'PageDown', 't');
      await until(() => slice(page, 0), 12);
      await until(() => windowText(page, 1), 'W 1800  L 400');
      const other = await slice(page, 1);
      const [corner] = await lit(page);
      await page.mouse.click(corner.x, corner.y);
      await page.getByText('Set the opposite corner').waitFor();
      await page.getByText('Not saved, trying again').waitFor();
      // By the page's own clock it has had the moment after which it keeps what is looked at.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      await crash(context, page);
      assert.deepEqual(state.readings[0].answers, {});
      state.trouble = null;

      const next = await context.newPage();
      await next.goto(`${address}/reading/s1`);
      await shown(next, 1);
      await until(async () => [await slice(next, 0), await slice(next, 1)], [12, other]);
      for (const place of [0, 1]) {
        await until(() => windowText(next, place), 'W 1800  L 400');
      }
      assert.equal(await chosen(next, 'Metastasis'), 'true');
      assert.equal(await next.getByRole('slider').first().getAttribute('aria-valuetext'), '8');
      await next.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET', confidence: 8 });
      // The box goes on from the corner that was set before.
      await next.getByText('Set the opposite corner').waitFor();
      await next.mouse.click(corner.x + 60, corner.y + 40);
      await press(next, '3');
      await until(() => marksIn(state, 'boxes')?.length, 1);
      const { column, row, away } = voxelOf('thick', 11, marksIn(state, 'boxes')[0].box[0]);
      assert.ok(Math.abs(column - landmarks[0].column) < 0.5 && Math.abs(row - landmarks[0].row) < 0.5 && away < 0.01, `${column} ${row} ${away}`);
    }));

  test('no network at all: reading goes on with what is there, and is saved and locked when it is back', () =>
    onBadEvening({ total: 2 }, async ({ state, address, context, page }) => {
      await enter(page, address);
      await page.getByText('Next case ready').waitFor();
      await context.setOffline(true);
      await page.mouse.move(250, 400);
      await page.mouse.wheel(0, 100);
      await until(() => slice(page, 0), 13);
      await press(page, '2', '3', '8');
      await page.getByText('Not saved, trying again').waitFor();
      await press(page, 'lock');
      await context.setOffline(false);
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'locked');
      assert.equal(state.readings[0].answers.subtype, 'MET');
    }));

  test('the server is started again: what was answered meanwhile arrives', () =>
    onBadEvening({}, async ({ server, state, address, page }) => {
      await enter(page, address);
      const { port } = server.address();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await press(page, '1');
      await page.getByText('Not saved, trying again').waitFor();
      await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
      await until(() => state.readings[0].answers, { malignancy: 'benign' }, 20_000);
      await page.getByText(/Saved at/).waitFor();
    }));

  test('the session of the reader ends: answers stay on the page and are saved after signing in again', () =>
    onBadEvening({}, async ({ state, address, page }) => {
      await enter(page, address);
      state.trouble = 401;
      await press(page, '2', '3');
      await page.getByText('Not saved: you have been signed out.').waitFor();
      await page.getByRole('link', { name: 'Sign in in another tab' }).waitFor();
      assert.equal(await chosen(page, 'Metastasis'), 'true');
      state.trouble = null;
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET' });
    }));
});

describe('a program that does not come whole', () => {
  for (const [what, part] of [
    ['the room', 'startRoom'],
    ['the views', 'stackViews'],
  ]) {
    test(`${what}: the page says so, and is loaded again`, async () => {
      const { server } = await mockServer({});
      const address = await listen(server);
      const { context, page } = await newPage(browser);
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.addInitScript(() => localStorage.setItem('reading.instructions.s1', 'seen'));
      const code = new RegExp(`assets/${part}-[^/]*\\.js$`);
      await page.route(code, (route) => route.abort());
      await page.goto(`${address}/reading/s1`);
      const again = page.getByRole('button', { name: 'Load the page again' });
      await again.waitFor();
      await page.unroute(code);
      await page.keyboard.press('Enter');
      await shown(page, 1);
      assert.deepEqual(errors, [], 'script errors');
      await context.close();
      server.closeAllConnections();
      server.close();
    });
  }
});

describe('a case that is not as it should be', () => {
  test('a slice that never comes is said at its place; the others and the answers go on', () =>
    onBadEvening({}, async ({ state, address, page }) => {
      // Slice 15 of 24 as it is read.
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/15');
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/10');
      await enter(page, address);
      await press(page, '2');
      await page.mouse.move(250, 400);
      for (let i = 0; i < 3; i += 1) {
        await page.mouse.wheel(0, 100);
      }
      await page.locator('.phase-trouble:visible').waitFor();
      await page.mouse.wheel(0, 100);
      await until(() => slice(page, 0), 16);
      // The slice that is there now is seen.
      await until(() => page.locator('.phase-trouble:visible').count(), 0);
      assert.equal(await chosen(page, 'Malignant'), 'true');
      await press(page, '3', '7', 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'locked');
    }));

  test('a phase whose opening slice never comes opens beside it, says so, and is read like the others', () =>
    onBadEvening({}, async ({ state, address, page }) => {
      // Slices 13 and 12 of 24 as they are read: the opening one, and the one below.
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/12');
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/13');
      await enter(page, address);
      const said = page.locator('.phase-trouble:visible');
      await until(() => said.locator('p').allTextContents(), ['Slice 12 could not be loaded: slice 11 is shown.']);
      assert.equal(await slice(page, 0), 11);
      const [notice, phase] = [await said.boundingBox(), await page.locator('.phase').first().boundingBox()];
      assert.ok(notice.width * notice.height < 0.2 * phase.width * phase.height, 'the notice covers the slice');
      await page.mouse.move(250, 400);
      await page.mouse.wheel(0, -100);
      await until(() => slice(page, 0), 10);
      await until(() => said.count(), 0);
      await press(page, '2', '3', '7', 'lock');
      await shown(page, 2);
      assert.ok(state.readings[0].times.firstImageAt > 0);
    }));

  test('of 4,000 slices the last one is a key away, and answers are saved meanwhile', () =>
    onBadEvening({ phaseNames: ['long'], total: 2 }, async ({ state, address, page }) => {
      await enter(page, address);
      await press(page, '2', 'End');
      await until(() => slice(page, 0), 4000, 20_000);
      await page.getByText(/Saved at/).waitFor();
      await press(page, '3', '7', 'lock');
      await shown(page, 2);
      assert.deepEqual(state.readings[0].answers.subtype, 'MET');
    }));
});
