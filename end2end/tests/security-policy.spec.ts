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

test('each section says what it brings, what it costs, and what is wrong; a list that shuts its writer out is refused', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/security');
  const passwords = page.locator('form#passwords');
  await expect(page.getByText('security guidelines (NIST) advise against it')).toBeVisible();
  await expect(passwords.getByLabel('A password must be changed after')).toHaveValue('0');
  await passwords.getByLabel('At least so many characters').fill('7');
  await passwords.getByLabel('Everybody chooses a new password').check();
  await passwords.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#password_length-error')).toHaveText('Enter a number of characters from 8 to 64.');
  await expect(passwords.getByLabel('Everybody chooses a new password')).toBeChecked();

  const networks = page.locator('form#allowed-networks');
  await networks.getByLabel('Networks, one on each line').fill('203.0.113.0/24\nthe office');
  await networks.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#networks-error')).toContainText('is no address and no network');
  await networks.getByLabel('Networks, one on each line').fill('203.0.113.0/24');
  await networks.getByLabel('Administrators too').check();
  await networks.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#networks-error')).toContainText('you would shut yourself out at once');
  await expect(networks.getByLabel('Networks, one on each line')).toHaveValue('203.0.113.0/24');
  await expect(networks.getByLabel('Administrators too')).toBeChecked();

  const question = page.locator('form#security-question');
  await expect(question.getByLabel('Always')).toBeChecked();
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
