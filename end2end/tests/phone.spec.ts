// The verification phone: set through the demo's outbox, changed by way of the number before.

import { expect, test, type Page } from '@playwright/test';

import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { mailTo } from './support/outbox.js';
import { person } from './support/people.js';

/** The code in the newest message to a number. */
async function codeTo(page: Page, number: string): Promise<string> {
  const message = await mailTo(page.request, number, /\d{3} \d{3}/);
  return /\d{3} \d{3}/.exec(message.text)?.[0] ?? '';
}

test('a phone is set by a code that went to it, and asked for in a new browser until that is trusted', async ({ page, browser, javaScriptEnabled }, info) => {
  // A number of its own for each worker: codes to one number are limited.
  const last = String(1000 + ((process.pid + info.retry) % 9000));
  const number = `+1213555${last}`;
  const one = await person();
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: one.username, password: one.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  await page.goto('/account/second-step');
  await page.getByRole('link', { name: 'Verification phone: Set up' }).click();
  await page.getByLabel('Phone number').fill('800 234 5678');
  await page.getByRole('button', { name: 'Text me' }).click();
  await expect(page.locator('#number-error')).toContainText('toll-free');
  await expect(page.getByLabel('Phone number')).toHaveValue('800 234 5678');
  await page.getByLabel('Phone number').fill(`213 555 ${last}`);
  await page.getByRole('button', { name: 'Text me' }).click();
  await expect(page.getByText(`by text to the number that ends in ${last.slice(-2)}`)).toBeVisible();
  const code = await codeTo(page, number);
  // The page follows what becomes of the message, without being loaded again.
  if (javaScriptEnabled) await expect(page.locator('#code-status [data-delivery]')).toHaveAttribute('data-delivery', /^(sent|delivered)$/);
  await page.getByLabel('Security code').fill('12');
  await page.getByRole('button', { name: 'Confirm the code' }).click();
  await expect(page.locator('#code-error')).toContainText('Type the 6 digits');
  await page.getByLabel('Security code').fill(code);
  await page.getByRole('button', { name: 'Confirm the code' }).click();
  await expect(page.getByRole('status')).toContainText('Your verification phone is set.');
  await expect(page.getByText(`The number that ends in ${last.slice(-2)}, since`)).toBeVisible();

  const context = await browser.newContext();
  const other = await context.newPage();
  const enter = async (): Promise<void> => {
    await other.goto('/login');
    await type(other, { practice_id: practice().practice_id, username: one.username, password: one.password });
    await submit(other);
  };
  await enter();
  await expect(other.getByText(`by text to the number that ends in ${last.slice(-2)}`)).toBeVisible();
  await other.getByLabel('Security code').fill(await codeTo(other, number));
  await other.getByLabel("Don't ask for a code on this browser for 30 days").check();
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other).toHaveURL('/home');
  await other.getByRole('button', { name: 'Log out' }).click();
  await enter();
  await expect(other, 'trusted').toHaveURL('/home');
  await context.close();
});
