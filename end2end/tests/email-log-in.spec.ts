// Log-in by e-mail address: the form beside that of Practice ID and username, and the way back in.

import { expect, test } from '@playwright/test';

import { practice, user } from './support/demo.js';
import { submit, type } from './support/log-in.js';

function byEmail() {
  const found = practice().users.find((one) => one.note.includes('e-mail log-in'));
  if (found?.email == null) throw new Error('the demo has nobody with e-mail log-in');
  return { ...found, email: found.email };
}

test('the address and the password open the account, and the old names do not', async ({ page }) => {
  const rosa = byEmail();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Log in with your e-mail address' }).click();
  await expect(page).toHaveURL('/login/email');
  await page.getByLabel('E-mail address').fill(` ${rosa.email.toUpperCase()} `);
  await page.locator('#password').fill(rosa.password);
  await submit(page);
  await expect(page).toHaveURL('/home');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: rosa.username, password: rosa.password });
  await submit(page);
  await expect(page.locator('#error-summary')).toContainText("We couldn't log you in with those details.");
});

test('a username in the e-mail box is named, and one tap takes it back', async ({ page }) => {
  const { username } = user('office');
  await page.goto('/login/email');
  await page.getByLabel('E-mail address').fill(username);
  await page.locator('#password').fill('whatever');
  await submit(page);
  await expect(page.locator('[data-finding="id-in-username"]')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with Practice ID and username' }).click();
  await expect(page).toHaveURL('/login');
  await expect(page.locator('[name=username]')).toHaveValue(username);
});

test('a reset by address says the same for an address that is nobody\'s', async ({ page }) => {
  await page.goto('/login/email');
  await page.getByRole('link', { name: 'Reset password', exact: true }).click();
  await expect(page).toHaveURL('/reset?by=email');
  await page.getByLabel('E-mail address').fill('nobody.at.all@elm.example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
  await expect(page.getByRole('main')).toContainText('nobody.at.all@elm.example');
});
