// Whatever is half typed on a page of settings when the screen locks, or when the person locks it, is there again afterwards.

import { expect, test } from '@playwright/test';

import { practice, user } from './support/demo.js';
import { leaveFreely, submit, type } from './support/log-in.js';

const PAGES: [string, string, string][] = [
  ['/settings/practice', 'Specialty', 'Cardiology'],
  ['/settings/facilities/new', 'City', 'Bangor'],
  ['/settings/security', 'Lock after so many minutes', '7'],
  ['/settings/users/new', 'First name', 'Ana'],
  ['/patients/new', 'Employer', 'Elm Mill'],
  ['/account/identifiers', 'Last day (optional)', '3/31/2027'],
];

test('every form of the settings survives the lock', async ({ page }) => {
  leaveFreely(page);
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: 'office', password: user('office').password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  for (const [path, label, typed] of PAGES) {
    await page.goto(path);
    await page.getByLabel(label).first().fill(typed);
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(page).toHaveURL(/\/unlock/);
    await page.getByLabel('Password', { exact: true }).fill(user('office').password);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByLabel(label).first()).toHaveValue(typed);
  }
  await page.goto('/settings/levels');
  await page.getByLabel('Billing: Insurance').selectOption({ label: 'See' });
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  await page.getByLabel('Password', { exact: true }).fill(user('office').password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page).toHaveURL('/settings/levels');
  await expect(page.getByLabel('Billing: Insurance')).toHaveValue('view');
});
