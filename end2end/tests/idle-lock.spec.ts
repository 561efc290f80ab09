import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { person } from './support/people.js';

test('lock now, a wrong password, and back to the page', async ({ page }) => {
  const ana = await person();
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await page.goto('/account?from=here');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL('/unlock?next=%2Faccount%3Ffrom%3Dhere');
  // No other page opens.
  await page.goto('/home');
  await expect(page).toHaveURL('/unlock?next=%2Fhome');
  await page.goto('/unlock?next=%2Faccount%3Ffrom%3Dhere');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('not it at all');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.locator('#error-summary')).toContainText('4 tries are left');
  await password.fill(ana.password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page).toHaveURL('/account?from=here');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('button', { name: 'Switch user' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/home');
  await expect(page).toHaveURL('/login?next=%2Fhome');
});

test('an administrator sets when screens lock', async ({ page }) => {
  await page.goto('/login');
  const elm = practice();
  await type(page, { practice_id: elm.practice_id, username: 'dr.lee', password: elm.users.find((u) => u.username === 'dr.lee')?.password ?? '' });
  await submit(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  const box = page.getByLabel('Lock after so many minutes');
  await box.fill('1');
  await page.locator('form#idle-lock').getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#error-summary')).toContainText('from 2 to 60');
});
