// The second step of a log-in: set up, asked for, trusted away, lost.

import { expect, test, type Page } from '@playwright/test';

import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { person, type Person } from './support/people.js';
import { totp } from './support/totp.js';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function enter(page: Page, one: Person): Promise<void> {
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: one.username, password: one.password });
  await submit(page);
}

/** Sets an authenticator app up from My account on; returns its key and the recovery codes. */
async function setUp(page: Page, one: Person): Promise<{ key: string; codes: string[] }> {
  await page.goto('/account');
  await page.getByRole('link', { name: 'Codes and trusted browsers' }).click();
  await page.getByRole('link', { name: 'Authenticator app: Set up' }).click();
  await page.getByLabel('Current password').fill(one.password);
  await page.getByRole('button', { name: 'Set up my app' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const key = await page.locator('.key').innerText();
  await page.getByLabel('The 6 digits that the app shows now').fill(totp(key));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('Your app is set up.')).toBeVisible();
  const codes = await page.locator('.codes code').allInnerTexts();
  await page.getByLabel('I have printed or written down these codes').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Keep the sheet where you find it')).toBeVisible();
  return { key, codes };
}

test('a code after the password, a browser that is trusted, and a sheet of paper for bad days', async ({ page, browser }) => {
  const one = await person();
  await enter(page, one);
  await expect(page).toHaveURL('/home');
  const { key, codes } = await setUp(page, one);

  const context = await browser.newContext();
  const other = await context.newPage();
  await enter(other, one);
  await expect(heading(other, 'One more step')).toBeVisible();
  const code = other.getByLabel('Code from your authenticator app');
  await expect(code).toBeFocused();
  await code.fill('12 34');
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByText('This did not count as a try')).toBeVisible();
  await code.fill(totp(key, 300));
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByText("Your phone's clock is about 5 minutes ahead")).toBeVisible();
  // The code that set it up is used up: the phone shows the next one, which counts already.
  await code.fill(totp(key, 30));
  await other.getByLabel("Don't ask for a code on this browser for 30 days").check();
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other).toHaveURL('/home');
  await other.getByRole('button', { name: 'Log out' }).click();
  await enter(other, one);
  await expect(other, 'trusted').toHaveURL('/home');
  await other.goto('/account/second-step');
  await other.getByRole('button', { name: /^Ask for a code again/ }).click();
  await other.getByRole('button', { name: 'Log out' }).click();
  await enter(other, one);
  await other.getByRole('button', { name: 'Use a recovery code' }).click();
  await other.getByLabel('Recovery code').fill((codes[4] ?? '').toLowerCase());
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other).toHaveURL('/home');
  await other.goto('/account/second-step');
  await expect(other.getByText('9 of 10 can still be used.')).toBeVisible();
  await context.close();
});
