import { expect, test } from '@playwright/test';

import { nobody, practice, user } from './support/demo.js';
import { fail, submit, type } from './support/log-in.js';
import * as id from './support/practice-id.js';

const VARIANTS: [string, (practiceId: string) => string][] = [
  ['a space before', (it) => ` ${it}`],
  ['a space after', (it) => `${it} `],
  ['a no-break space', (it) => `\u00a0${it}`],
  ['a zero-width space inside', (it) => `${it.slice(0, 3)}\u200b${it.slice(3)}`],
  ['lower case', (it) => it.toLowerCase()],
  ['letters that look like its digits', id.withLookalikes],
  ['fullwidth digits', id.fullwidth],
  ['no dashes', id.bare],
  ['spaces for dashes', (it) => it.replaceAll('-', ' ')],
];

for (const [what, variant] of VARIANTS) {
  test(`a Practice ID with ${what} logs in`, async ({ page }) => {
    const { username, password } = user('office');
    await page.goto('/login');
    await type(page, { practice_id: variant(id.shown(practice().practice_id)), username, password });
    await submit(page);
    await expect(page).toHaveURL('/home');
  });
}

for (const index of [0, 3, 6]) {
  test(`one wrong character, number ${index + 1}, is found and the right ID suggested`, async ({ page }) => {
    const { practice_id } = practice();
    const wrong = id.withOneWrong(practice_id, index);
    await fail(page, { practice_id: wrong, username: nobody(), password: 'whatever' });
    await expect(page.locator('[data-finding="id-check"]')).toContainText(id.shown(practice_id));
    // Suggested, never applied unasked.
    await expect(page.locator('[name=practice_id]')).toHaveValue(wrong);
  });
}

test('swapped neighbours are found and the right ID suggested', async ({ page }) => {
  const { practice_id } = practice();
  await fail(page, { practice_id: id.withNeighboursSwapped(practice_id), username: nobody(), password: 'whatever' });
  await expect(page.locator('[data-finding="id-check"]')).toContainText(id.shown(practice_id));
});

test('a well-formed Practice ID raises no doubt, whether it exists or not', async ({ page }) => {
  await fail(page, { practice_id: id.EXAMPLE, username: nobody(), password: 'whatever' });
  await expect(page.locator('[data-finding="id-check"]')).toHaveCount(0);
  await fail(page, { practice_id: id.withLookalikes(id.EXAMPLE), username: nobody(), password: 'whatever' });
  await expect(page.locator('[data-finding="id-check"]')).toHaveCount(0);
});
