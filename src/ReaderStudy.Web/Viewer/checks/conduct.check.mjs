// Skipping, contradictions, corrections, refusals, training and breaks.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts, malignantMetastasis } from '../mock/conducts.mjs';
import { axe, launch } from './browser.mjs';
import { armed, press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const in25Days = new Date(Date.now() + 25 * 86_400_000).toISOString();
const answered = ['1', '2', '4'];
const inRoom = (options, check, size) => roomIn(browser, options, check, size);

describe('skipping', () => {
  test('a case is skipped by keys with its reason and words, in two strokes, and the next one opens', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, '1', 'k');
      await page.getByRole('dialog', { name: 'This case cannot be evaluated' }).waitFor();
      await axe(page);
      await press(page, 'Enter');
      await page.getByText('Choose a reason.').waitFor();
      await press(page, '3', 'Enter');
      await page.getByText('Say in your words why.').waitFor();
      await page.getByRole('textbox').focus();
      await page.keyboard.type('I know this patient.');
      await press(page, 'Enter');
      await page.getByText('Press Enter again to skip').waitFor();
      assert.equal(state.readings[0].status, 'draft');
      await armed(page);
      await press(page, 'Enter');
      await shown(page, 2);
      // Tab goes on from the first question, not from where the sheet was.
      assert.ok(await page.evaluate(() => document.activeElement.closest('.question.current') !== null));

      const { status, skipped } = state.readings[0];
      assert.deepEqual({ status, skipped }, { status: 'skipped', skipped: { reason: 'other', text: 'I know this patient.' } });
      assert.deepEqual(await page.locator('[aria-checked=true]').count(), 0);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      assert.ok(await page.getByText('Skipped: Another reason.').isVisible());
    }));

  test('Escape leaves the case as it was', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, '1', 'k', '1', 'Escape', '2');
      await page.getByText(/Saved at/).waitFor();
      assert.equal(state.readings[0].status, 'draft');
      assert.equal(await page.getByRole('dialog').count(), 0);
    }));

  test('Cancel calls no skip back that is on its way: its outcome is waited for', () =>
    inRoom({}, async ({ page, state }) => {
      let letGo;
      state.held['/reading/s1/cases/1/skip'] = new Promise((resolve) => (letGo = resolve));
      const asked = page.waitForRequest(/cases\/1\/skip$/);
      await press(page, 'k', '1', 'lock');
      await asked;
      await page.getByRole('button', { name: 'Cancel' }).click();
      assert.equal(await page.getByRole('dialog').count(), 1);
      letGo();
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'skipped');
    }));

  test('a skip that is refused right after a reload loses no saved answer', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, '1', '2');
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await shown(page, 1);
      await press(page, 'k', '1');
      state.trouble = 409;
      await press(page, 'lock');
      await page.getByText('Not skipped: Refused for the check.').waitFor();
      state.trouble = null;
      await press(page, 'Escape');
      await page.waitForTimeout(900);
      assert.deepEqual(state.readings[0].answers, { malignancy: 'benign', subtype: 'HEM' });
    }));

  test('a refused skip says why, and the answers are saved as before', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, 'k', '1');
      state.trouble = 409;
      await press(page, 'lock');
      await page.getByText('Not skipped: Refused for the check.').waitFor();
      state.trouble = null;
      await press(page, 'Escape', '1');
      await page.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'benign' });
    }));
});

describe('contradictions', () => {
  const contradicting = { conduct: { checks: [malignantMetastasis] } };

  test('contradicting answers are asked about, and stand with a reason', () =>
    inRoom(contradicting, async ({ page, state }) => {
      await press(page, '2', '3', '9', 'lock');
      await page.getByText('You called the lesion malignant and named it a metastasis.').waitFor();
      assert.notEqual(state.readings[0].status, 'locked');
      await axe(page);
      await press(page, 'Enter', 'Enter');
      assert.ok(await page.getByText('Say why it is right, or change your answers.').isVisible());
      await page.keyboard.type('Known colon cancer');
      await axe(page);
      await press(page, 'Enter');
      await shown(page, 2);
      assert.deepEqual(state.readings[0].confirmed, { 'malignant-metastasis': 'Known colon cancer' });
    }));

  test('Escape goes back to the answers, and changed ones are locked without a question', () =>
    inRoom(contradicting, async ({ page, state }) => {
      await press(page, '2', '3', '9', 'lock');
      await page.locator('.contradiction').waitFor();
      await press(page, 'Escape');
      assert.equal(await page.locator('.contradiction').count(), 0);
      await page.getByRole('radio', { name: 'Hepatocellular carcinoma' }).click();
      await press(page, 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].confirmed, undefined);
    }));

  test('an answer that is changed takes the question away', () =>
    inRoom(contradicting, async ({ page }) => {
      await press(page, '2', '3', '9', 'lock');
      await page.locator('.contradiction').waitFor();
      await page.getByRole('radio', { name: 'Benign' }).click();
      assert.equal(await page.locator('.contradiction').count(), 0);
    }));
});

describe('looking back and correcting', () => {
  test('an earlier case is shown as it was locked, and cannot be changed', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      await press(page, '2');
      await press(page, 'b');
      await shown(page, 1, 'looking');
      assert.ok(await page.getByText('Locked.').isVisible());
      assert.equal(await page.getByRole('button', { name: 'Correct this reading' }).count(), 0);
      await press(page, '2', 'c', 'k');
      await page.getByRole('radio', { name: 'Malignant' }).click();
      assert.equal(await page.getByRole('radio', { name: 'Benign' }).getAttribute('aria-checked'), 'true');
      assert.equal(await page.getByRole('dialog').count(), 0);
      await axe(page);

      await press(page, 'n');
      await shown(page, 2);
      assert.equal(await page.getByRole('radio', { name: 'Malignant' }).getAttribute('aria-checked'), 'true');
      await press(page, 'n');
      assert.ok(await page.getByText('This is the case to read now.').isVisible());
      assert.deepEqual(state.readings[0].answers, { malignancy: 'benign', subtype: 'HEM', confidence: 4 });
    }));

  test('a case that loads late does not take the place of the one that was asked for after it', () =>
    inRoom({}, async ({ page, state }) => {
      const pixels = () => page.locator('.phase-view canvas').first().evaluate((canvas) => canvas.toDataURL());
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      const second = await pixels();
      const metadata = '/reading/s1/cases/1/series/0/metadata';
      const late = page.waitForResponse((response) => response.url().endsWith(metadata));
      let letGo;
      state.held[metadata] = new Promise((resolve) => (letGo = resolve));
      await press(page, 'b');
      await page.locator('[data-mode="looking"]').waitFor();
      await press(page, 'n');
      await shown(page, 2);
      letGo();
      await (await late).finished();
      // It has come; the page has its time to fetch the images and, were it wrong, to draw them.
      await page.waitForTimeout(1500);
      assert.ok(await page.getByText('Case 2 of 4').isVisible());
      assert.equal(await pixels(), second);
      assert.equal(await page.locator('.stage.covered').count(), 0);
    }));

  test('a case that was locked in another tab is looked at, and Enter goes on from there', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      state.desk.lock(2, { stage: 'only', clientSequence: 9, answers: { malignancy: 'malignant', subtype: 'HCC', confidence: 9 } });
      await press(page, 'n');
      await shown(page, 2, 'looking');
      await page.getByRole('button', { name: 'Go on with case 3' }).waitFor();
      await page.waitForTimeout(450);
      await press(page, 'Enter');
      await shown(page, 3);
    }));

  test('answers that another tab saved meanwhile are not written over unseen: the reader says which ones count', () =>
    inRoom({}, async ({ page, state }) => {
      const other = { stage: 'only', clientSequence: 9, answers: { malignancy: 'malignant' } };
      await press(page, '1');
      await page.getByText(/Saved at/).waitFor();
      state.desk.draft(1, other);
      await press(page, '2');
      await page.getByText('Which ones count?').waitFor();
      assert.ok(await page.getByText('Not saved', { exact: true }).isVisible());
      assert.deepEqual(state.readings[0].answers, other.answers);
      assert.equal(await page.locator('[aria-checked=true]').count(), 2);
      await axe(page);

      await page.getByRole('button', { name: 'Save the ones on this page' }).click();
      await page.getByText(/Saved at/).waitFor();
      assert.equal(state.readings[0].answers.malignancy, 'benign');

      state.desk.draft(1, { ...other, clientSequence: 99 });
      await press(page, '4', 'lock');
      await page.getByText('Which ones count?').waitFor();
      assert.equal(state.readings[0].status, 'draft');
      await page.getByRole('button', { name: 'Show the saved ones' }).click();
      await page.getByText('These are the answers that were saved in the other tab.').waitFor();
      assert.equal(await page.getByRole('radio', { name: 'Malignant' }).getAttribute('aria-checked'), 'true');
      assert.equal(await page.locator('[aria-checked=true]').count(), 1);
    }));

  test('a locked reading is corrected with a reason, and says so', () =>
    inRoom({ conduct: { corrections: true } }, async ({ page, state }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await press(page, 'c', 'Enter');
      assert.ok(await page.getByText('Nothing is changed yet.').isVisible());
      await press(page, '2', '1', 'Enter');
      await page.getByRole('dialog', { name: 'Correct this reading' }).waitFor();
      await axe(page);
      await press(page, 'Enter');
      await page.getByText('Say why it is corrected.').waitFor();
      await page.keyboard.type('I pressed the wrong key.');
      await press(page, 'Enter');
      await page.getByText('Locked, corrected once.').waitFor();

      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'HCC', confidence: 4 });
      assert.equal(state.readings[0].reason, 'I pressed the wrong key.');
      await page.waitForTimeout(450);
      await press(page, 'Enter');
      await shown(page, 2);
    }));

  test('Escape leaves a correction, and the locked answers are back', () =>
    inRoom({ conduct: { corrections: true } }, async ({ page }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await press(page, 'c', '2', 'Escape');
      await shown(page, 1, 'looking');
      assert.equal(await page.getByRole('radio', { name: 'Benign' }).getAttribute('aria-checked'), 'true');
    }));

  test('a refused correction shows the rule', () =>
    inRoom(
      { conduct: { corrections: true, refuseCorrection: { code: 'reading.unaided-final', message: 'This reading can no longer be corrected: more was seen.' } } },
      async ({ page }) => {
        await press(page, ...answered, 'lock');
        await shown(page, 2);
        await press(page, 'b');
        await shown(page, 1, 'looking');
        await press(page, 'c', '2', '1', 'Enter');
        await page.keyboard.type('Second thoughts');
        await press(page, 'Enter');
        await page.getByText('Not saved: This reading can no longer be corrected: more was seen.').waitFor();
        await press(page, 'Escape', 'Escape');
        await shown(page, 1, 'looking');
      },
    ));

  test('a correction that contradicts itself is asked about as a lock is', () =>
    inRoom({ conduct: { corrections: true, checks: [malignantMetastasis] } }, async ({ page, state }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await press(page, 'c', '2', '3', 'Enter');
      await page.keyboard.type('Second thoughts');
      await press(page, 'Enter');
      await page.locator('.contradiction').waitFor();
      await press(page, 'Enter');
      await page.keyboard.type('Known colon cancer');
      await press(page, 'Enter');
      await page.getByText('Locked, corrected once.').waitFor();
      assert.equal(state.readings[0].answers.subtype, 'MET');
    }));

  test('after the last case the session can be looked at again, and signed where the study asks for it', () =>
    inRoom({ total: 1, session: { sign: true } }, async ({ page }) => {
      await press(page, ...answered, 'lock');
      await page.getByText('This session is finished').waitFor();
      assert.equal(await page.getByRole('link', { name: 'Sign my readings' }).getAttribute('href'), '/sessions/s1/sign');
      await axe(page);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await page.waitForTimeout(450);
      await press(page, 'Enter');
      await page.getByText('This session is finished').waitFor();
    }));
});

describe('rules of opening', () => {
  test('a session in washout says when it opens by the reader’s clock, and leads back', () =>
    inRoom(
      { enters: false, closed: { state: { code: 'session.washout', message: 'This case is not open yet.', opensAt: in25Days } } },
      async ({ page }) => {
        await page.getByText('This case is not open yet.').waitFor();
        assert.ok(await page.getByText(/^It opens on \w+day \d+ \w+ \d{4} at \d\d:\d\d by your clock, in 25 days\.$/).isVisible());
        assert.equal(await page.getByRole('link', { name: 'Back to my sessions' }).getAttribute('href'), '/sessions');
        await axe(page);
      },
    ));

  test('instructions that were not acknowledged lead to their page', () =>
    inRoom({ enters: false, closed: { state: { code: 'session.instructions-first', message: 'Read and acknowledge the instructions first.' } } }, async ({ page }) => {
      assert.equal(await page.getByRole('link', { name: 'Read the instructions' }).getAttribute('href'), '/sessions/s1/instructions');
    }));

  test('a case that does not open after a lock says why; what was locked is kept', () =>
    inRoom({ closed: { 2: { code: 'session.rest', message: 'There is a rest between two sessions.' } } }, async ({ page, state }) => {
      await press(page, ...answered, 'lock');
      await page.getByText('There is a rest between two sessions.').waitFor();
      assert.ok(await page.getByRole('link', { name: 'Back to my sessions' }).isVisible());
      assert.equal(state.readings[0].status, 'locked');
    }));
});

describe('amendments', () => {
  test('when the protocol was amended, the next case is read on a page that knows it', () =>
    inRoom({}, async ({ page, state }) => {
      await page.evaluate(() => (window.oldPage = true));
      state.versions = { state: 2, case: 2 };
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      assert.equal(await page.evaluate(() => window.oldPage), undefined);
      assert.equal(state.readings[0].status, 'locked');
    }));

  test('a page never loads in a circle', () =>
    inRoom({}, async ({ page, state }) => {
      state.versions = { state: 2, case: 3 };
      await press(page, ...answered, 'lock');
      await shown(page, 2);
    }));
});

describe('training and breaks', () => {
  test('a training case says so, tells what is true once it is locked, and goes on with Enter; the result comes at the end', () =>
    inRoom({ total: 2, conduct: conducts.training }, async ({ page }) => {
      assert.ok(await page.getByText('Training case').isVisible());
      await press(page, ...answered, 'lock');
      await shown(page, 1, 'looking');
      await page.getByRole('heading', { name: 'Not right' }).waitFor();
      assert.ok(await page.getByText('Hepatocellular carcinoma').isVisible());
      await page.getByRole('button', { name: 'Go on' }).waitFor();
      await axe(page);
      await page.waitForTimeout(450);
      await press(page, 'Enter');
      await shown(page, 2);
      await press(page, '2', '1', '5', 'lock');
      await shown(page, 2, 'looking');
      await page.getByRole('heading', { name: 'Right', exact: true }).waitFor();
      await page.waitForTimeout(450);
      await press(page, 'Enter');
      await page.getByText('1 of 2 training cases were right.').waitFor();
      assert.ok(await page.getByText('My sessions shows whether reading is open now').isVisible());
    }));

  test('training without feedback goes straight on', () =>
    inRoom({ total: 2, conduct: { training: true, feedback: false } }, async ({ page }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
    }));

  test('a break is suggested, never forced', () =>
    inRoom({ session: { breakAfterCases: 2 } }, async ({ page }) => {
      await press(page, ...answered, 'lock');
      await shown(page, 2);
      assert.equal(await page.getByText('time for a short break').count(), 0);
      await press(page, ...answered, 'lock');
      await shown(page, 3);
      await page.getByText('2 cases in this sitting: time for a short break? Everything is saved.').waitFor();
      await press(page, ...answered, 'lock');
      await shown(page, 4);
    }));
});
