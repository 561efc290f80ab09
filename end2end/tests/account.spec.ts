import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, nextPost, submit, type } from './support/log-in.js';
import { person } from './support/people.js';

const SECOND = 'seven purple walruses at noon';

test('a person changes the password, and other browsers are out', async ({ page, browser }, info) => {
  const ana = await person();
  const details = { practice_id: practice().practice_id, username: ana.username, password: ana.password };
  await page.goto('/login');
  await type(page, details);
  await submit(page);
  const context = await browser.newContext({ ...info.project.use });
  const other = await context.newPage();
  await other.goto('/login');
  await type(other, details);
  await submit(other);
  await expect(other).toHaveURL('/home');

  await page.getByRole('link', { name: 'Password, security question, sessions, display' }).click();
  await expect(page.locator('#sessions li')).toHaveCount(2);
  await page.locator('#password').getByRole('link', { name: 'Change password' }).click();
  const form = page.locator('form#change-password');
  await form.getByLabel('Current password').fill('not it at all');
  await form.locator('[name=new_password]').fill(SECOND);
  await form.locator('[name=repeat_password]').fill(SECOND);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.locator('#current_password-error')).toContainText('not your current password');
  await form.locator('[name=current_password]').fill(ana.password);
  await form.locator('[name=new_password]').fill(SECOND);
  await form.locator('[name=repeat_password]').fill(SECOND);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(page.locator('#sessions li')).toHaveCount(1);
  await other.goto('/home');
  await expect(other).toHaveURL(/\/login/);
  await context.close();
});

test('dark is chosen and kept on this device', async ({ page }) => {
  await logIn(page);
  await page.goto('/account');
  await page.getByLabel('Dark').check();
  const answer = nextPost(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  expect((await answer).status()).toBe(303);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Dark')).toBeChecked();
  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
