// What the boot script does by itself, before and without the application.

import { expect, test, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { nobody } from './support/demo.js';
import { fail, submit, type } from './support/log-in.js';
import { EXAMPLE } from './support/practice-id.js';

/** What stands in the two boxes that say whose account it is. */
async function names(page: Page): Promise<string[]> {
  return Promise.all(['practice_id', 'username'].map((name) => page.locator(`main [name=${name}]`).inputValue()));
}

test('what was typed goes along to the reset and back, and the password does not', async ({ page }) => {
  await page.goto('/login');
  await type(page, { practice_id: EXAMPLE, username: 'jin', password: 'typed and forgotten' });
  await page.locator('form#login').getByRole('link', { name: 'Reset password' }).click();
  await expect(page).toHaveURL('/reset');
  expect(await names(page)).toEqual([EXAMPLE, 'jin']);
  await page.locator('main [name=username]').fill('jin2');
  await page.getByRole('link', { name: 'I have a code' }).click();
  await expect(page).toHaveURL('/reset/code');
  expect(await names(page)).toEqual([EXAMPLE, 'jin2']);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('typed and forgotten');
  // Once: whoever opens the page by themselves finds it empty.
  await page.goto('/login');
  expect(await names(page)).toEqual(['', '']);
});

test('the language switch keeps what was typed', async ({ page }) => {
  await page.goto('/login');
  await type(page, { practice_id: 'ABC-12', username: 'jin' });
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  expect(await names(page)).toEqual(['ABC-12', 'jin']);
  // The application wakes up on a page whose boxes are filled, and the doctor sees what is in them.
  await awake(page);
  expect(await names(page)).toEqual(['ABC-12', 'jin']);
});

test('a wait runs down before one\'s eyes, and its end is told', async ({ page }) => {
  const username = nobody();
  await page.clock.install();
  await fail(page, { practice_id: EXAMPLE, username, password: 'wrong' });
  for (let n = 0; n < 5; n += 1) {
    await type(page, { practice_id: EXAMPLE, username, password: 'wrong' });
    const answer = page.waitForResponse((one) => one.request().method() === 'POST');
    await submit(page);
    await (await answer).finished();
    await expect(page.locator('#error-summary')).toBeVisible();
  }
  const waiting = page.locator('[data-waiting]');
  await expect(waiting).toHaveText(/You can try again in 0:(30|2\d)\./);
  await page.clock.fastForward(10_000);
  await expect(waiting).toHaveText(/You can try again in 0:(20|1\d)\./);
  await expect(page.locator('[data-waited]')).toBeHidden();
  await page.clock.fastForward(25_000);
  await expect(waiting).toBeHidden();
  await expect(page.locator('[data-waited]')).toHaveText('You can try again now.');
  await expect(page.locator('#error-summary'), 'nothing still asks to wait').toBeHidden();
});

test('the application is fetched by itself, and sleeps until somebody moves', async ({ page }) => {
  await page.clock.install();
  await page.goto('/login');
  const module = page.waitForResponse(/\.wasm$/);
  await page.clock.runFor(1000);
  await (await module).finished();
  // Compiled and waiting: the script that wakes it up has run, and nothing else is missing.
  await expect.poll(() => page.evaluate(() => (window as unknown as { vestibule: { starting: boolean } }).vestibule.starting)).toBe(true);
  await expect(page.locator('html')).not.toHaveAttribute('data-wasm');
  await page.locator('form#login').hover();
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');
});

test('a page that is left alone wakes up by itself', async ({ page }) => {
  await page.clock.install();
  await page.goto('/login');
  await page.clock.runFor(10_000);
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');
});
