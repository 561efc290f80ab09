// A file of each of the fifteen systems, from the upload to the patients, and taken back. In a practice of its own: patients of others would be doubles.

import { expect, test, type Page } from '@playwright/test';

import { files, people } from '../fixtures/systems.js';
import { OwnDemo } from './support/own-demo.js';

test.describe.configure({ mode: 'serial' });

const demo = new OwnDemo(() => ({}));

const state = (page: Page, is: string) => page.locator(`[data-import="${is}"]`);
const count = (page: Page, label: string) => page.locator('[data-counts] > div', { hasText: label }).locator('dd');

for (const file of files) {
  test(`patients come from ${file.system} (${file.known})`, async ({ page }) => {
    await demo.enter(page, 'dr.lee');
    await page.goto(`${demo.base}/settings/import`);
    await page.getByLabel('Where it comes from').selectOption(file.known === 'verified' ? '' : file.system);
    await page.getByLabel('The file', { exact: true }).setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes });
    await page.getByRole('button', { name: 'Look into the file' }).click();
    // The page asks by itself how far it is, and moves on.
    await expect(state(page, 'read')).toBeVisible();
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(state(page, 'checked')).toBeVisible();
    await expect(count(page, 'New patients')).toHaveText('3');
    await expect(page.locator('[data-problems]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Write 3 patients' }).click();
    await expect(state(page, 'done')).toBeVisible();
    await expect(count(page, 'New patients')).toHaveText('3');
    const address = page.url();

    await page.goto(`${demo.base}/patients`);
    for (const person of people) await expect(page.locator('[data-patients]').getByText(new RegExp(`${person.last}, ${person.first}`, 'i'))).toBeVisible();
    await page.getByRole('link', { name: /Santos, María/i }).click();
    await expect(page.getByLabel('Birth date', { exact: true })).toHaveValue('02/14/1980');
    await expect(page.getByLabel('Sex')).toHaveValue('F');
    await expect(page.getByLabel('ZIP code')).toHaveValue('04101');

    await page.goto(address);
    await page.getByRole('button', { name: 'Take this import back' }).click();
    await expect(state(page, 'undone')).toBeVisible();
  });
}
