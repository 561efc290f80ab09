// People made for one test alone.

import { expect, type Page } from '@playwright/test';

let made = 0;

/** Adds a person as the administrator who is logged in, and ends on their page. Returns the username. */
export async function addPerson(page: Page): Promise<string> {
  made += 1;
  const username = `temp-${process.env.TEST_WORKER_INDEX ?? '0'}-${process.pid}-${made}`;
  await page.goto('/settings/users/new');
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill(`Ruiz ${made}`);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Add a user' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Ana Ruiz ${made}` })).toBeVisible();
  return username;
}
