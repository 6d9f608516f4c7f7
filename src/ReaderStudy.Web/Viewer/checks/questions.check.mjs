// Every kind of question by its keys, in the built page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { everyKind } from '../mock/questions.mjs';
import { launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Only the questions of the first case matter; the liver protocol's three stand before them. */
const inRoom = (check, options = {}) => roomIn(browser, { extraQuestions: everyKind, ...options }, check);
const saved = (state, position = 1) => () => state.readings[position - 1].answers;
const question = (page, name) => page.getByRole('group', { name, exact: true }).first();
const current = (page) => () => page.locator('.question.current .question-title').textContent();
/** Answers the liver protocol's three questions and goes on to the one that has this name. */
const goTo = async (page, name) => {
  await press(page, '2', '1', '8', '0');
  await question(page, name).click({ position: { x: 5, y: 5 } });
  await until(async () => (await current(page)()).startsWith(name), true);
};

describe('several answers', () => {
  test('numbers tick and untick; they are kept in the order of the protocol', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Which features do you see?');
      await press(page, '3', '1');
      await until(async () => saved(state)().features, 'fat|capsule');
      await press(page, '3');
      await until(async () => saved(state)().features, 'fat');
      await press(page, '1');
      await until(async () => saved(state)().features, undefined);
    }));

  test('what excludes the others stands alone, by mouse too, and undo brings the others back', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Which features do you see?');
      await press(page, '1', '2', '4');
      await until(async () => saved(state)().features, 'none');
      assert.equal(await page.getByRole('checkbox', { name: 'Fat' }).getAttribute('aria-checked'), 'false');
      await press(page, 'u');
      await until(async () => saved(state)().features, 'fat|blood');
      await page.getByRole('checkbox', { name: 'Capsule' }).click();
      await until(async () => saved(state)().features, 'fat|blood|capsule');
      await page.getByRole('checkbox', { name: 'None of these' }).click();
      await until(async () => saved(state)().features, 'none');
    }));
});

describe('a number', () => {
  test('is typed into its field with a comma, and kept with a point', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Largest diameter');
      await page.getByRole('textbox', { name: 'Largest diameter' }).click();
      await page.keyboard.type('23,5');
      await until(async () => saved(state)().size, '23.5');
      assert.equal(await page.locator('.number-answer').inputValue(), '23,5');
      await press(page, 'ArrowDown');
      await press(page, 'u');
      await until(async () => saved(state)().size, undefined);
      await press(page, 'Shift+U');
      await until(async () => saved(state)().size, '23.5');
    }));

  test('is typed while the images have the focus, and is none before it is in its range', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Largest diameter');
      await page.evaluate(() => document.activeElement.blur());
      await press(page, '7');
      await until(() => page.locator('.number-hint').textContent(), 'Not complete yet: 10 to 300 mm, with one decimal');
      assert.equal(await page.locator('.number-answer').getAttribute('aria-invalid'), 'true');
      await press(page, 'Backspace');
      await press(page, '7', '2', '.', '5');
      await until(async () => saved(state)().size, '72.5');
      await press(page, 'Backspace', 'Backspace');
      await until(async () => saved(state)().size, '72');
      await press(page, 'ArrowRight');
      await until(async () => saved(state)().size, '73');
    }));

  test('that is not complete stays in its field when the reader goes on, and nothing is locked over it', () =>
    roomIn(browser, { extraQuestions: [{ ...everyKind.find(({ id }) => id === 'size'), required: false }] }, async ({ page, state }) => {
      await press(page, '2', '1', '8', '0');
      const field = page.getByRole('textbox', { name: 'Largest diameter' });
      await field.click();
      await page.keyboard.type('12.5');
      await until(async () => saved(state)().size, '12.5');
      await page.keyboard.type('5');
      await until(async () => saved(state)().size, undefined);
      await press(page, 'Shift+Tab');
      await until(async () => (await current(page)()).startsWith('Largest'), false);
      assert.equal(await field.inputValue(), '12.55');
      await press(page, 'Enter', 'Enter');
      await until(async () => (await page.locator('.notice').textContent()).startsWith('Not complete yet: Largest diameter'), true);
      assert.notEqual(state.readings[0].status, 'locked');
      await press(page, 'Backspace');
      await until(async () => saved(state)().size, '12.5');
      await press(page, 'lock');
      await shown(page, 2);
    }));

  test('too many decimals and too large numbers are no answer, and locking says what is missing', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Largest diameter');
      await page.locator('.number-answer').fill('12.55');
      await until(async () => saved(state)().size, undefined);
      await page.locator('.number-answer').fill('301');
      await until(() => page.locator('.number-answer').getAttribute('aria-invalid'), 'true');
      await press(page, 'Enter');
      await until(async () => (await page.locator('.notice').textContent()).includes('Largest diameter'), true);
    }));
});

describe('a rating on the decided side', () => {
  test('takes what lies on the side; other numbers are not kept; the other decision clears it', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'How malignant?');
      const slider = page.getByRole('slider', { name: 'How malignant?' });
      assert.equal(await slider.getAttribute('aria-valuemin'), '51');
      await press(page, '3', '0');
      assert.equal(await page.locator('.rating-value.warn').textContent(), '30');
      await page.waitForTimeout(1600);
      await press(page, '8', '5');
      await until(async () => saved(state)().score, 85);
      await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight');
      await until(async () => saved(state)().score, 100);
      for (let i = 0; i < 6; i += 1) {
        await press(page, 'Shift+ArrowLeft');
      }
      await until(async () => saved(state)().score, 51);
      await page.getByRole('radio', { name: 'Benign' }).click();
      await until(async () => saved(state)().score, undefined);
      assert.equal(await slider.getAttribute('aria-valuemax'), '49');
    }));

  test('a drag stays on the side', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'How malignant?');
      const box = await page.getByRole('slider', { name: 'How malignant?' }).boundingBox();
      await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 2, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
      await until(async () => saved(state)().score, 51);
    }));

  test('a scale of seven points is one digit', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'How good are the images?');
      await press(page, '6');
      await until(async () => saved(state)().quality, 6);
    }));
});

describe('categories in order', () => {
  test('are chosen by number, and lead on to the next open question', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Which LI-RADS category?');
      await press(page, '4');
      await until(async () => saved(state)().category, 'LR-4');
      await until(current(page), 'How good are the images?');
    }));

  test('the aid knows the size, says the category as it is told, and fills nothing before it is taken over', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Largest diameter');
      await press(page, '1', '5');
      await until(async () => saved(state)().size, '15');
      await question(page, 'Which LI-RADS category?').click({ position: { x: 5, y: 5 } });
      await press(page, 'a');
      const aid = page.getByRole('dialog', { name: 'LI-RADS aid' });
      await aid.waitFor();
      assert.equal(await aid.getByRole('textbox').inputValue(), '15');
      await press(page, 'h', 'c');
      await until(() => aid.getByRole('status').textContent(), 'LR-4: 10 to 19 mm, nonrim hyperenhancement, capsule');
      await press(page, 'w');
      await until(async () => (await aid.getByRole('status').textContent()).startsWith('LR-5'), true);
      assert.equal(saved(state)().category, undefined);
      await press(page, 'Escape');
      await until(() => page.locator('dialog[open]').count(), 0);
      assert.equal(saved(state)().category, undefined);
      await press(page, 'a');
      await aid.waitFor();
      await press(page, 'h', 'w', 'Enter');
      await until(async () => saved(state)().category, 'LR-5');
    }));

  test('the aid asks for the size, and for a tumour in vein needs none', () =>
    inRoom(async ({ page, state }) => {
      await goTo(page, 'Which LI-RADS category?');
      await page.getByRole('button', { name: 'LI-RADS aid' }).click();
      await press(page, 'Enter');
      await page.getByText('Tell the size first: the largest diameter in mm.').waitFor();
      await page.getByRole('checkbox', { name: 'Tumour in vein' }).click();
      await press(page, 'Escape');
      await press(page, 'a', 'v', 'Enter');
      await until(async () => saved(state)().category, 'LR-TIV');
    }));
});

test('a case with every kind is read and locked by keyboard alone, and comes back in words', () =>
  inRoom(
    async ({ page, state }) => {
      await press(page, '2', '1', '8', '0', 'Tab', '1', '3', 'Tab', '2', '3', 'Tab', '7', '7', 'Tab', '5', '7');
      await until(async () => saved(state)(), {
        malignancy: 'malignant',
        subtype: 'HCC',
        confidence: 80,
        features: 'fat|capsule',
        size: '23',
        score: 77,
        category: 'LR-5',
        quality: 7,
      });
      await press(page, 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'locked');
      await press(page, 'b');
      await shown(page, 1, 'looking');
      assert.equal(await page.getByRole('checkbox', { name: 'Capsule' }).getAttribute('aria-checked'), 'true');
      assert.equal(await page.locator('.number-answer').inputValue(), '23');
    },
    { conduct: { corrections: true } },
  ));

test('the place in the session and the time left at the own pace are said', () =>
  roomIn(browser, { total: 12 }, async ({ page }) => {
    for (let position = 1; position <= 3; position += 1) {
      await shown(page, position);
      await press(page, '2', '1', '8', '0', 'lock');
    }
    await shown(page, 4);
    await until(() => page.locator('.case-place').textContent(), 'Case 4 of 12');
    await until(async () => /left$/.test(await page.locator('.time-left').textContent()), true);
  }));
