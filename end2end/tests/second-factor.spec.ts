// The second step of a log-in: set up, asked for, trusted away, lost.

import { expect, test, type Page } from '@playwright/test';

import { practice, user } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { person, type Person } from './support/people.js';
import { totp } from './support/totp.js';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function enterAs(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username, password });
  await submit(page);
}

async function enter(page: Page, one: Person): Promise<void> {
  await enterAs(page, one.username, one.password);
}

/** Sets an authenticator app up from My account on; returns its key and the recovery codes. */
async function setUp(page: Page): Promise<{ key: string; codes: string[] }> {
  await page.goto('/account');
  await page.getByRole('link', { name: 'Codes and trusted browsers' }).click();
  await page.getByRole('link', { name: 'Authenticator app: Set up' }).click();
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
  const { key, codes } = await setUp(page);

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

test('what matters asks a trusted browser for a fresh proof, and goes on with what was pressed', async ({ page, browser }) => {
  const one = await person();
  await enter(page, one);
  const { codes } = await setUp(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  const viaPaper = async (code: string): Promise<void> => {
    await other.getByRole('button', { name: 'Use a recovery code' }).click();
    await other.getByLabel('Recovery code').fill(code);
  };
  await enter(other, one);
  await viaPaper(codes[0] ?? '');
  await other.getByLabel("Don't ask for a code on this browser for 30 days").check();
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other).toHaveURL('/home');
  await enter(other, one);
  await expect(other, 'trusted').toHaveURL('/home');

  await other.goto('/account/recovery-codes');
  await other.getByRole('button', { name: 'Make ten new codes' }).click();
  await expect(heading(other, 'Is it you, Ana?')).toBeVisible();
  await viaPaper(codes[1] ?? '');
  await other.getByLabel('Password', { exact: true }).fill('not it at all');
  await other.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(other.locator('#password-error')).toContainText('This is not your password');
  await other.getByLabel('Password', { exact: true }).fill(one.password);
  await other.getByLabel('Recovery code').fill(codes[1] ?? '');
  await other.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(other.locator('.codes code')).toHaveCount(10);
  await context.close();
});

test('an administrator shows a code for one log-in to somebody who has lost everything', async ({ page, browser }) => {
  const one = await person();
  await enter(page, one);
  await setUp(page);
  const context = await browser.newContext();
  const desk = await context.newPage();
  await enterAs(desk, 'dr.lee', user('dr.lee').password);
  await desk.goto(`/settings/users?q=${one.username}`);
  await desk.getByRole('table').getByRole('link', { name: 'Ruiz' }).first().click();
  await desk.getByRole('button', { name: 'Show a code for one log-in' }).click();
  const code = await desk.locator('[data-log-in-code] code').innerText();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await context.close();

  const fresh = await browser.newContext();
  const other = await fresh.newPage();
  await enter(other, one);
  await other.getByRole('button', { name: 'A code from your administrator' }).click();
  await other.getByLabel('Code from your administrator').fill(code.toLowerCase());
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other).toHaveURL('/home');
  await expect(other.getByText('used a code that Susan Lee made')).toBeVisible();
  await other.getByRole('button', { name: 'It was me' }).click();
  await expect(other.getByText('used a code that Susan Lee made')).toBeHidden();
  await fresh.close();
});
