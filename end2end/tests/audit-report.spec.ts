// The audit report, as an administrator reads it.

import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { practice } from './support/demo.js';
import { fail, logIn } from './support/log-in.js';
import { person } from './support/people.js';

test('why somebody could not log in is found, ordered, checked and taken along', async ({ page, browser }, info) => {
  const ana = await person();
  const context = await browser.newContext({ ...info.project.use });
  await fail(await context.newPage(), { practice_id: practice().practice_id, username: ana.username, password: 'not this one at all' });
  await context.close();
  await logIn(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await page.getByLabel('Username').fill(ana.username);
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'What was refused' });
  await page.getByRole('button', { name: 'Show' }).click();
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(ana.username);
  await expect(rows).toContainText('the password was wrong');
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Everything' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole('link', { name: 'Order by What' }).click();
  await expect(page.getByRole('columnheader', { name: 'What' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByLabel('Username')).toHaveValue(ana.username);
  await page.getByRole('button', { name: 'Check that nothing was changed' }).click();
  await expect(page.locator('[data-chain=ok]')).toContainText('entries are as they were written');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'As a table (CSV)' }).click()]);
  expect(download.suggestedFilename()).toBe('audit.csv');
  expect(await readFile(await download.path(), 'utf8')).toContain(ana.username);
});
