// Messages & delivery: an administrator sends a test to themselves and follows it.

import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';

test('an administrator tests the mail and sees what became of it', async ({ page }) => {
  await logIn(page, 'office');
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Messages & delivery' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages & delivery');
  await page.getByRole('button', { name: /^Mail to o…@/ }).click();
  // Tests are few: whoever ran before us may have used them up.
  const told = page.getByText(/The test is on its way|You have sent several tests/);
  await expect(told).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Test (mail)' }).first();
  await expect(async () => {
    await page.getByRole('link', { name: 'Look again' }).click();
    await expect(row).toHaveAttribute('data-delivery', 'sent', { timeout: 500 });
  }).toPass();
});
