import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { fail, logIn } from './support/log-in.js';

test('an administrator opens the charts from Settings and reads their numbers', async ({ page, browser }, info) => {
  const context = await browser.newContext({ ...info.project.use });
  const stranger = await context.newPage();
  await fail(stranger, { practice_id: practice().practice_id, username: `nobody-${info.workerIndex}-${Date.now()}`, password: 'whatever it is' });
  await context.close();

  await logIn(page);
  await page.goto('/settings');
  const tile = page.locator('.tile').filter({ hasText: 'Activity' });
  await expect(tile.locator('.tile-state')).toContainText(/\d+ log-ins? this week, \d+ refused/);
  await tile.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  await expect(page.getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('#log-ins h2')).toContainText(/log-ins? in 30 days, \d+ refused/);
  await expect(page.locator('#log-ins').getByRole('img')).toHaveAttribute('aria-label', /Columns for each day/);

  await page.getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL('/settings/activity?days=7');
  const chart = page.locator('#log-ins');
  await expect(chart.getByRole('table')).toBeHidden();
  await chart.getByText('As a table').click();
  await expect(chart.getByRole('row')).toHaveCount(8);
  await page.locator('#causes').getByText('As a table').click();
  await expect(page.locator('#causes').getByRole('rowheader', { name: 'no such username' })).toBeVisible();
});

test('the page of charts stays as it was rendered, without an inline style', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/activity');
  await expect(page.locator('main [style]')).toHaveCount(0);
  for (const chart of await page.locator('.chart svg').all()) expect((await chart.boundingBox())?.height).toBeGreaterThan(5);
});

test('somebody who is no administrator sees no chart', async ({ page }) => {
  await logIn(page, 'nurse.kim');
  await page.goto('/settings/activity');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only administrators can open this page');
});
