// Leaving with something half typed asks first: the browser's own question, and ours for a move within the page.

import { expect, test, type Dialog, type Page } from '@playwright/test';

import { practice, user } from './support/demo.js';
import { submit, type } from './support/log-in.js';

/** Logs in without the help that answers questions; they are counted here, and answered as said. */
async function careful(page: Page): Promise<{ asked: string[]; leave: boolean }> {
  const state = { asked: [] as string[], leave: false };
  page.on('dialog', (dialog: Dialog) => {
    state.asked.push(dialog.type());
    void (state.leave ? dialog.accept() : dialog.dismiss());
  });
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: 'dr.lee', password: user('dr.lee').password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  return state;
}

test('a half-typed form asks before it is left, a saved one does not', async ({ page }) => {
  const state = await careful(page);
  await page.goto('/settings/facilities/new');
  await page.getByLabel('City').fill('Bangor');
  await page.getByRole('link', { name: 'All facilities' }).click();
  await expect.poll(() => state.asked).toEqual(['beforeunload']);
  await expect(page.getByLabel('City')).toHaveValue('Bangor');
  // Refused is not saved.
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  expect(state.asked.length).toBe(1);
  await page.getByRole('link', { name: 'All facilities' }).click();
  await expect.poll(() => state.asked.length).toBe(2);
  state.leave = true;
  await page.getByRole('link', { name: 'All facilities' }).click();
  await expect(page).toHaveURL('/settings/facilities');
  // Nothing typed, nothing asked.
  state.asked.length = 0;
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page).toHaveURL('/settings');
  expect(state.asked).toEqual([]);
});

test('moving to another person with a half-typed profile asks, too', async ({ page }) => {
  const state = await careful(page);
  await page.goto('/settings/users');
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  await page.getByLabel('First name').fill('Jinny');
  await page.getByRole('link', { name: 'Ortiz, Olivia' }).click();
  await expect.poll(() => state.asked).toEqual(['confirm']);
  await expect(page.getByLabel('First name')).toHaveValue('Jinny');
  state.leave = true;
  await page.getByRole('link', { name: 'Ortiz, Olivia' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Olivia Ortiz' })).toBeVisible();
});
