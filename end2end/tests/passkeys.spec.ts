// The page of passkeys in any browser. What needs a script and a device is in passkeys.hydrate.spec.ts.

import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';

test('the page of passkeys is found, and says what it is for', async ({ page, javaScriptEnabled }) => {
  await logIn(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Add, rename or remove passkeys' }).click();
  await expect(page).toHaveURL('/account/passkeys');
  await expect(page.getByText('None yet.')).toBeVisible();
  const notice = page.getByText('This browser cannot make passkeys');
  await (javaScriptEnabled ? expect(notice).toBeHidden() : expect(notice).toBeVisible());
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible({ visible: javaScriptEnabled });
});

test('the log-in has its button only where it can work', async ({ page, javaScriptEnabled }) => {
  await page.goto('/login');
  await expect(page.getByRole('button', { name: 'Log in with a passkey' })).toBeVisible({ visible: javaScriptEnabled });
});
