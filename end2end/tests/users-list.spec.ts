import { expect, test, type Page } from '@playwright/test';

import { logIn } from './support/log-in.js';

const wide = { width: 1366, height: 900 };
const narrow = { width: 1024, height: 900 };

/** The usernames in the order of the rows. */
async function usernames(page: Page): Promise<string[]> {
  return page.locator('tbody tr td:nth-child(2)').allInnerTexts();
}

test('a column orders the list, and a second press turns it round', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/users?q=o');
  await page.goto('/settings/users');
  const header = page.getByRole('columnheader', { name: 'Username' });
  await header.getByRole('link').click();
  await expect(page).toHaveURL('/settings/users?sort=username');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const up = await usernames(page);
  expect(up).toEqual([...up].sort());
  await header.getByRole('link').click();
  await expect(page).toHaveURL('/settings/users?sort=username&dir=desc');
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await page.getByLabel('Show').selectOption({ label: 'Administrators' });
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/state=administrators/);
  expect(page.url(), 'the button has no name').not.toMatch(/&=$/);
  await expect.poll(() => usernames(page)).toEqual(['office', 'dr.lee']);
});

test('on a wide screen a person opens beside the list, on a narrow one alone', async ({ page }) => {
  await page.setViewportSize(wide);
  await logIn(page);
  await page.goto('/settings/users?q=k&sort=username');
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page).toHaveURL(/\/settings\/users\/[0-9a-f]{32}\?q=k&sort=username$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jin Kim');
  await expect(page.getByRole('heading', { level: 2, name: 'EHR Users' })).toBeVisible();
  await expect(page.locator('tr[aria-current]')).toContainText('Kim, Jin');

  await page.setViewportSize(narrow);
  await expect(page.getByRole('heading', { level: 2, name: 'EHR Users' })).toBeHidden();
  await page.getByRole('link', { name: 'Back to EHR Users' }).click();
  await expect(page).toHaveURL('/settings/users?q=k&sort=username');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('EHR Users');
});
