// The page Settings: single settings are found by what people call them.

import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';

test('a setting is found by what people call it, and the link leads to its box', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings');
  await page.getByLabel('Find a setting').fill('timezone');
  await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Found for “timezone”' })).toBeVisible();
  await expect(page.getByLabel('Find a setting')).toHaveValue('timezone');
  await page.locator('[data-found]').getByRole('link', { name: 'Time zone' }).click();
  await expect(page).toHaveURL('/settings/practice#time_zone');
  await expect(page.getByLabel('Time zone')).toBeInViewport();
  await page.goto('/settings?q=qqzz');
  await expect(page.getByRole('status')).toContainText('No setting is called “qqzz”.');
  await page.getByRole('link', { name: 'Search in Help' }).click();
  await expect(page).toHaveURL('/help?q=qqzz');
});
