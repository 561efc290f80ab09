// A list of patients that a spreadsheet has damaged: what is wrong is said, what is likely somebody is asked, the rest is written and the file comes back.

import { expect, test, type Page } from '@playwright/test';

import { OwnDemo } from './support/own-demo.js';

const demo = new OwnDemo(() => ({}));

/** Presses a button and waits for its answer. */
async function press(page: Page, name: string): Promise<void> {
  const answer = page.waitForEvent('framenavigated');
  await page.getByRole('button', { name }).click();
  await answer;
  await page.waitForLoadState();
}

/** Waits for a step, with a script or without. */
async function reaches(page: Page, state: string): Promise<void> {
  await expect(async () => {
    await page.goto(new URL(page.url()).pathname.replace(/^/, demo.base));
    await expect(page.locator(`[data-import="${state}"]`)).toBeVisible({ timeout: 500 });
  }).toPass();
}

test('a damaged list is read, every repair is said, and the rows that fail come back as a file', async ({ page }, info) => {
  const stamp = info.project.name === 'no-js' ? 'Quist' : 'Zabel';
  const list = [
    'Patient Listing;;;;;;',
    'Chart;Last Name;First Name;DOB;Sex;Zip Code;Phone',
    `${stamp}1;${stamp.toUpperCase()};MARÍA;2/14/1980;F;4101;(207) 555-0142`,
    `${stamp}2;${stamp};Bo;3/1/1975;M;0;207-555-0143`,
    `${stamp}3;${stamp};Bo;1/3/1975;M;04401;207-555-0143`,
    `${stamp}4;;Eva;5/6/1960;F;04401;`,
    'Total;4;;;;;',
  ].join('\r\n');
  await demo.enter(page, 'dr.lee');
  await page.goto(`${demo.base}/settings`);
  await page.getByRole('link', { name: 'Bring patients in' }).click();
  await page.getByLabel('The file', { exact: true }).setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') });
  await press(page, 'Look into the file');
  await reaches(page, 'read');
  await expect(page.getByText('Characters: windows-1252')).toBeVisible();
  await page.getByLabel('Write names that are all in capitals').check();
  await press(page, 'Check the rows');
  await reaches(page, 'checked');
  await expect(page.locator('[data-problems]')).toContainText('Row 6: Last name: no last name');
  await expect(page.locator('[data-repairs]')).toContainText('zeros put back');
  await expect(page.locator('[data-repairs]')).toContainText('ZIP code of 0');
  const double = page.locator('[data-double="5"]');
  await expect(double).toContainText('same names, close birth dates');
  await double.getByRole('combobox').selectOption({ label: 'Another person: keep both' });
  await press(page, 'Keep these decisions');
  await expect(page.getByText('Kept. 0 are not decided.')).toBeVisible();
  await press(page, 'Write 3 patients');
  await reaches(page, 'done');
  await expect(page.locator('[data-counts] > div', { hasText: 'New patients' }).locator('dd')).toHaveText('3');
  const failed = await page.request.get(`${page.url()}?rows=failed`);
  expect(await failed.text()).toContain(`${stamp}4,,Eva,5/6/1960,F,04401,,not taken,Last name: no last name`);
});

test('another table of a database is read when it is chosen', async ({ page }) => {
  await demo.enter(page, 'dr.lee');
  await page.goto(`${demo.base}/settings/import`);
  await page.getByLabel('The file', { exact: true }).setInputFiles(new URL('../../intake/tests/files/access2000.mdb.zip', import.meta.url).pathname);
  await press(page, 'Look into the file');
  await reaches(page, 'read');
  await expect(page.getByLabel('Sheet', { exact: true })).toHaveValue('tblPatients');
  await page.getByLabel('Sheet', { exact: true }).selectOption('Visits');
  await press(page, 'Read this sheet');
  await reaches(page, 'read');
  await expect(page.getByLabel('Sheet', { exact: true })).toHaveValue('Visits');
  await expect(page.locator('[data-column="Reason"]')).toBeVisible();
});

test('the template comes back as it is: every column is known, and giving it up leaves no patient', async ({ page }) => {
  await demo.enter(page, 'dr.lee');
  await page.goto(`${demo.base}/settings/import`);
  await expect(page.getByText('Demo: every person here is made up.')).toBeVisible();
  const link = page.getByRole('link', { name: 'For Excel (XLSX)' });
  const file = await page.request.get(`${demo.base}${await link.getAttribute('href')}`);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('The file', { exact: true }).setInputFiles({ name: 'template.xlsx', mimeType, buffer: await file.body() });
  await press(page, 'Look into the file');
  await reaches(page, 'read');
  await expect(page.locator('[data-column="Zip"] select')).toHaveValue('zip');
  await expect(page.locator('[data-column]').filter({ hasNotText: 'by its name' })).toHaveCount(0);
  await press(page, 'Check the rows');
  await reaches(page, 'checked');
  await expect(page.getByText('Nothing had to be repaired.')).toBeVisible();
  await press(page, 'Give it up');
  await reaches(page, 'undone');
});

test('from the page of imports to the way out of the old system', async ({ page }) => {
  await demo.enter(page, 'dr.lee');
  await page.goto(`${demo.base}/settings/import`);
  await page.getByRole('link', { name: 'How to get the file out of your system' }).click();
  await page.getByRole('link', { name: 'How do I get my patients out of Kareo (Tebra)?' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How do I get my patients out of Kareo (Tebra)?');
  await expect(page.getByText('Export Patient Data')).toBeVisible();
});
