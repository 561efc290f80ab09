// What the log-in page explains after a try. The whole table of cases is tested in Rust; here it is that a person sees it.

import { expect, test } from '@playwright/test';

import { nobody } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { EXAMPLE } from './support/practice-id.js';

const password = 'whatever';

test('an e-mail address in the Practice ID box is named, and one tap takes it to its own page', async ({ page }) => {
  await page.goto('/login');
  await type(page, { practice_id: 'kim@example.org', username: nobody(), password });
  await submit(page);
  await expect(page.locator('[data-finding="email-in-id"]')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with this e-mail address' }).click();
  await expect(page).toHaveURL('/login/email');
  await expect(page.locator('[name=email]')).toHaveValue('kim@example.org');
  await expect(page.locator('[name=practice_id]')).toHaveCount(0);
});

test('Practice ID and username in each other\'s boxes are named', async ({ page }) => {
  await page.goto('/login');
  await type(page, { practice_id: nobody(), username: EXAMPLE, password });
  await submit(page);
  await expect(page.locator('[data-finding="swapped-fields"]')).toBeVisible();
});

test('Practice ID and username in one box are named', async ({ page }) => {
  await page.goto('/login');
  await type(page, { practice_id: `${EXAMPLE} ${nobody()}`, password });
  await submit(page);
  await expect(page.locator('[data-finding="combined"]')).toBeVisible();
});

test('when all is right, nothing is said', async ({ page }) => {
  await page.goto('/login');
  await expect(page.locator('form#login')).toBeVisible();
  await expect(page.locator('[data-finding]:visible')).toHaveCount(0);
});
