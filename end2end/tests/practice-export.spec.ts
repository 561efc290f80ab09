// A practice takes everything out, and another one, on another server, brings it in: with a script and without.

import { expect, test, type Page } from '@playwright/test';

import { OwnDemo } from './support/own-demo.js';

test.describe.configure({ mode: 'serial' });

const here = new OwnDemo((dir) => ({ VESTIBULE__EXPORTS__FOLDER: dir }));
const there = new OwnDemo(() => ({}));

const passphrase = 'five green chairs';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n');

/** Looks again until it shows: without a script nothing moves by itself. */
async function until(page: Page, what: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.locator(what)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

async function addPatient(page: Page): Promise<void> {
  await page.goto(`${here.base}/patients/new`);
  await page.getByLabel('First name').fill('Inés');
  await page.getByLabel('Last name').fill('Moya');
  await page.getByLabel('Birth date').fill('2/11/1980');
  await page.getByLabel('Sex').selectOption({ label: 'Female' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('A file to add').setInputFiles({ name: 'knee.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByRole('button', { name: 'Add this document' }).click();
  await expect(page.getByText('The document was added.')).toBeVisible();
}

async function ask(page: Page, words: string, again = words): Promise<void> {
  await page.getByLabel('What is it for?').fill('We change systems');
  const form = page.locator('#export');
  await form.getByLabel('Passphrase of the file').fill(words);
  await form.getByLabel('The passphrase once more').fill(again);
  await page.getByRole('button', { name: 'Make the export' }).click();
}

test('everything goes from one practice into another', async ({ page }) => {
  await here.enter(page, 'dr.lee');
  await addPatient(page);
  await page.getByRole('link', { name: 'Take this record out' }).click();
  await expect(page.locator('#export')).toContainText('Inés Moya');
  // Her own birth date locks nothing.
  await ask(page, '02/11/1980 02/11/1980');
  await expect(page.locator('#passphrase-error')).toContainText('which others know too');
  await expect(page.getByLabel('What is it for?')).toHaveValue('We change systems');
  await page.goto(`${here.base}/settings`);
  await page.getByRole('link', { name: 'Take everything out' }).click();
  await ask(page, passphrase);
  await until(page, '[data-export="ready"]');
  expect(page.url()).not.toContain('Moya');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Fetch the file' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^vestibule-export-\d{4}-\d\d-\d\d\.zip$/);
  const archive = await file.path();
  await page.reload();
  await expect(page.getByText('2 more times')).toBeVisible();

  await there.enter(page, 'dr.lee');
  await page.goto(`${there.base}/settings/import`);
  await page.getByLabel('The file', { exact: true }).setInputFiles(archive);
  await page.getByRole('button', { name: 'Look into the file' }).click();
  await until(page, '[data-import="refused"]');
  await expect(page.getByRole('alert')).toContainText('needs its passphrase');
  await page.goto(`${there.base}/settings/import`);
  await page.getByLabel('Its passphrase').fill(passphrase);
  await page.getByLabel('The file', { exact: true }).setInputFiles(archive);
  await page.getByRole('button', { name: 'Look into the file' }).click();
  // No column is asked about.
  await until(page, '[data-import="checked"]');
  await page.getByRole('button', { name: /^Write \d+ patients?$/ }).click();
  await until(page, '[data-import="done"]');
  await page.goto(`${there.base}/patients`);
  await page.getByRole('link', { name: /Moya, Inés/ }).click();
  await expect(page.getByLabel('Birth date', { exact: true })).toHaveValue('02/11/1980');
  await expect(page.locator('[data-document]')).toContainText('knee.pdf');
});

test('an export comes by itself once it is set', async ({ page }) => {
  await here.enter(page, 'dr.lee');
  await page.goto(`${here.base}/settings/export`);
  const form = page.locator('#schedule');
  await form.getByLabel('How often').selectOption('week');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#schedule-passphrase-error')).toContainText('at least 12');
  await expect(form.getByLabel('How often')).toHaveValue('week');
  await form.getByLabel('Passphrase of the file').fill(passphrase);
  await form.getByLabel('The passphrase once more').fill(passphrase);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await expect(form).toContainText('The next one:');
  // For the test with a script after the one without.
  await form.getByLabel('How often').selectOption('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).not.toContainText('The next one:');
});
