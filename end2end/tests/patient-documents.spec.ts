// Documents of a patient: added, saved as they came, refused with the reason, removed; with a script and without.

import { readFileSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { OwnDemo } from './support/own-demo.js';

const demo = new OwnDemo(() => ({}));

const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n');

/** Chooses a file and sends it. */
async function add(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('A file to add').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const answer = page.waitForEvent('framenavigated');
  await page.getByRole('button', { name: 'Add this document' }).click();
  await answer;
  await page.waitForLoadState();
}

test('a document is added, saved as it came, and removed', async ({ page }, info) => {
  await demo.enter(page, 'dr.lee');
  await page.goto(`${demo.base}/patients/new`);
  await page.getByLabel('First name').fill('Maria');
  await page.getByLabel('Last name').fill(info.project.name === 'no-js' ? 'Quist' : 'Zabel');
  await page.getByLabel('Birth date').fill('2/11/1980');
  await page.getByLabel('Sex').selectOption({ label: 'Female' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('There are no documents yet.')).toBeVisible();

  await add(page, 'knee.pdf', pdf);
  await expect(page.getByText('The document was added.')).toBeVisible();
  await expect(page.locator('[data-document]')).toContainText('knee.pdf');
  await expect(page.locator('[data-document]')).toContainText('added by');

  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'knee.pdf', exact: true }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('knee.pdf');
  expect(file.url()).not.toContain('knee');
  expect(readFileSync(await file.path())).toEqual(pdf);

  await add(page, 'letter.pdf', Buffer.from('<html><script>alert(1)</script></html>'));
  await expect(page.locator('#document_file-error')).toContainText('none of the kinds');
  await expect(page.locator('[data-document]')).toHaveCount(1);
  // The other forms of the page that came back work as before.
  await page.getByLabel('Employer').fill('Elm Mill');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Employer')).toHaveValue('Elm Mill');

  await page.getByRole('link', { name: 'Remove knee.pdf' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('knee.pdf');
  await page.getByRole('button', { name: 'Remove this document' }).click();
  await expect(page.getByText('The document was removed.')).toBeVisible();
  await expect(page.getByText('There are no documents yet.')).toBeVisible();
});
