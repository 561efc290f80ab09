// The practice's rules of the second step, and the page that asks once more who somebody is. Nothing is saved here: others use the practice.

import { expect, test } from '@playwright/test';

import { user } from './support/demo.js';
import { logIn } from './support/log-in.js';

test('the page says whom a requirement meets, and names what is wrong beside its box', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  const form = page.locator('form#second-step');
  await expect(form.getByText(/No second step yet: \d+ of \d+ people\./)).toBeVisible();
  await expect(form.getByText('Whoever learns a password gets in with it')).toBeVisible();
  await form.getByLabel('Required for everybody').check();
  await form.getByLabel('Days to set it up').fill('31');
  await form.getByLabel('Days that a browser needs no code').fill('soon');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#error-summary')).toContainText('Please look at the marked boxes.');
  await expect(page.locator('#grace_days-error')).toHaveText('Enter a number of days from 0 to 30.');
  await expect(page.locator('#trust_days-error')).toHaveText('Enter a number of days from 0 to 30.');
  await expect(form.getByLabel('Required for everybody')).toBeChecked();
  await expect(form.getByLabel('Days to set it up')).toHaveValue('31');
  await page.goto('/settings/security');
  await expect(page.locator('form#second-step').getByLabel('Optional')).toBeChecked();
});

test('the page of a fresh proof refuses another password, and leads on with the right one', async ({ page }) => {
  await logIn(page, 'nurse.kim');
  await page.goto('/confirm');
  await page.getByLabel('Password', { exact: true }).fill('not it at all');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.locator('#password-error')).toContainText('This is not your password');
  await page.getByLabel('Password', { exact: true }).fill(user('nurse.kim').password);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page).toHaveURL('/home');
});
