// Sequential reading: unaided, lock, the AI, lock again. And arms that show an AI or tell something of the patient from the start.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts, liverAi } from '../mock/conducts.mjs';
import { axe, launch } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const sequential = { aided: [1], ai: liverAi };
const unaided = ['1', '2', '4', 'lock'];
const aided = (page) => page.locator('[data-stage="aided"]').waitFor();

describe('sequential reading', () => {
  test('after the unaided lock the same case stays, with the AI and the unaided answers beside the new ones', () =>
    roomIn(browser, { conduct: sequential }, async ({ page, state }) => {
      assert.equal(await page.getByText(/\bAI\b/).count(), 0);
      await page.keyboard.press('ArrowDown');
      await press(page, ...unaided);
      await aided(page);

      assert.ok(await page.getByText('Case 1 of 4').isVisible());
      assert.equal(await page.locator('.corner.bottom-left').first().textContent().then((t) => t.split(' ')[0]), '13');
      const rows = await page.getByRole('table').getByRole('row').allInnerTexts();
      assert.equal(rows.length, 7);
      assert.match(rows[1], /Hepatocellular carcinoma\s*, the label of the AI\s+71\.2 %/);
      assert.deepEqual(await page.locator('.unaided').allTextContents(), ['Unaided: Benign', 'Unaided: Haemangioma', 'Unaided: 4']);
      assert.ok(await page.getByText('Your unaided answers are filled in').isVisible());
      assert.ok(await page.getByRole('button', { name: 'Lock with AI and go on' }).isVisible());
      assert.equal(state.desk.aidedReadings[0].status, 'opened');
      await axe(page);

      await press(page, '2', '1', 'lock');
      await shown(page, 2);
      assert.deepEqual(state.desk.readings[0].answers, { malignancy: 'benign', subtype: 'HEM', confidence: 4 });
      assert.deepEqual(state.desk.aidedReadings[0].answers, { malignancy: 'malignant', subtype: 'HCC', confidence: 4 });
      assert.equal(await page.locator('.ai, .unaided').count(), 0);
    }));

  test('answers that are left as they are can be locked again as they are', () =>
    roomIn(browser, { conduct: sequential }, async ({ page, state }) => {
      await press(page, ...unaided);
      await aided(page);
      await press(page, 'lock');
      await shown(page, 2);
      assert.deepEqual(state.desk.aidedReadings[0].answers, { malignancy: 'benign', subtype: 'HEM', confidence: 4 });
    }));

  test('a case that stays unaided goes straight on, and looked the same until then', () =>
    roomIn(browser, { conduct: sequential }, async ({ page }) => {
      const column = async () => (await page.locator('.column-head, .lock, .questions').allInnerTexts()).join('\n').replaceAll(/Case \d|K\d+/g, '');
      const first = await column();
      await press(page, ...unaided);
      await aided(page);
      await press(page, 'lock');
      await shown(page, 2);
      assert.equal(await column(), first);
      await press(page, ...unaided);
      await shown(page, 3);
      assert.equal(await page.locator('.ai').count(), 0);
    }));

  test('a reload comes back to the right stage, with what was changed in it', () =>
    roomIn(browser, { conduct: sequential }, async ({ page }) => {
      await press(page, ...unaided);
      await aided(page);
      await page.reload();
      await shown(page, 1);
      assert.equal(await page.locator('.ai').count(), 1);
      assert.equal(await page.getByRole('radio', { name: 'Haemangioma' }).getAttribute('aria-checked'), 'true');

      await press(page, '2');
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await shown(page, 1);
      assert.equal(await page.getByRole('radio', { name: 'Malignant' }).getAttribute('aria-checked'), 'true');
      assert.equal(await page.locator('[aria-checked=true]').count(), 1);
      assert.deepEqual(await page.locator('.unaided').allTextContents(), ['Unaided: Benign', 'Unaided: Haemangioma', 'Unaided: 4']);
    }));

  test('a stage that was locked in another tab is left alone, and the page goes where reading goes on', () =>
    roomIn(browser, { conduct: sequential }, async ({ page, state }) => {
      await press(page, '1', '2', '4');
      await page.getByText(/Saved at/).waitFor();
      state.desk.lock(1, { stage: 'unaided', clientSequence: 99, answers: { malignancy: 'malignant', subtype: 'HCC', confidence: 9 } });
      await press(page, 'ArrowRight');
      await aided(page);
      await page.getByText('This case was locked elsewhere.').waitFor();
      assert.deepEqual(await page.locator('.unaided').allTextContents(), ['Unaided: Malignant', 'Unaided: Hepatocellular carcinoma', 'Unaided: 9']);
    }));
});

describe('what an arm shows', () => {
  test('age, sex and history stand above the questions, the AI below them, from the start', () =>
    roomIn(browser, { conduct: conducts.concurrent }, async ({ page }) => {
      assert.ok(await page.getByText('62 years, female').isVisible());
      assert.ok(await page.getByText('Known hepatitis B.').isVisible());
      assert.equal(await page.getByRole('table').count(), 1);
      assert.ok(await page.getByRole('button', { name: 'Lock reading and go on' }).isVisible());
      assert.equal(await page.locator('.unaided').count(), 0);
      await axe(page);
    }));

  test('a model that gave a label only, or nothing, says so', async () => {
    await roomIn(browser, { conduct: { ai: { model: 'LiLNet', classes: [], label: 'Malignant' } } }, async ({ page }) => {
      assert.deepEqual((await page.locator('.ai').innerText()).split(/\n+/), ['AI', 'LiLNet', 'Malignant']);
    });
    await roomIn(browser, { conduct: { ai: { model: 'LiLNet', classes: [] } } }, async ({ page }) => {
      assert.ok(await page.getByText('The model gave no output for this case.').isVisible());
    });
  });

  for (const size of [
    [1366, 768],
    [1920, 1080],
  ]) {
    test(`a long history and the AI leave room for the questions at ${size.join('x')}`, () => {
      const told = { age: 62, sex: 'F', history: 'Hepatitis B seit 1998, Leberzirrhose Child-Pugh A. 慢性乙型肝炎病史。 '.repeat(12) };
      return roomIn(
        browser,
        { conduct: { ...conducts.sequential, told } },
        async ({ page }) => {
          await press(page, ...unaided);
          await aided(page);
          const box = await page.locator('.question.current').boundingBox();
          const questions = await page.locator('.questions').boundingBox();
          assert.ok(questions.height > 150, `questions ${questions.height}`);
          assert.ok(box.y >= questions.y - 1 && box.y + 60 < questions.y + questions.height);
          assert.equal(await page.evaluate(() => document.querySelector('.column').scrollHeight <= window.innerHeight), true);
          assert.ok(await page.getByText('Your unaided answers are filled in').isVisible());
          const { y, height } = await page.locator('.ai').boundingBox();
          assert.ok(y + height <= questions.y + 1);
          assert.equal(await page.locator('.told-history').getAttribute('tabindex'), '0');
          await axe(page);
        },
        size,
      );
    });
  }
});
