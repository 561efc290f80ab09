import { expect, test, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { logIn } from './support/log-in.js';

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await awake(page);
}

/** Marks the document, so that a page loaded anew would show. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => { document.documentElement.dataset.marked = ''; });
}

test('a move inside of Settings puts the focus on the heading, and the title follows', async ({ page }) => {
  // Where a person's page takes the place of the list.
  await page.setViewportSize({ width: 700, height: 900 });
  await logIn(page);
  await open(page, '/settings/users');
  await expect(page.locator('body')).toBeFocused();
  await expect(page).toHaveTitle('EHR Users');
  await mark(page);
  const kim = page.getByRole('link', { name: 'Kim, Jin' });
  await kim.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Jin Kim' })).toBeFocused();
  await expect(page).toHaveTitle('Jin Kim');
  await page.goBack();
  await expect(page).toHaveTitle('EHR Users');
  await expect(page.getByRole('heading', { level: 1 })).not.toBeFocused();
  await expect(page.locator('html[data-marked]')).toHaveCount(1);

  // A jump within the page is no way back: the next move is told again.
  await page.evaluate(() => { location.hash = 'main'; });
  await kim.click();
  await expect(page.getByRole('heading', { name: 'Jin Kim' })).toBeFocused();
});

test('the focus goes into the panel and comes back to the row', async ({ page }) => {
  await logIn(page);
  await open(page, '/settings/users?sort=username');
  await mark(page);
  const row = page.getByRole('row').getByRole('link', { name: 'Kim, Jin' });
  const heading = page.getByRole('heading', { level: 1 });
  const list = page.getByRole('heading', { level: 2, name: 'EHR Users' });

  await row.focus();
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Jin Kim');
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle('Jin Kim');
  await expect(list).toBeVisible();

  // In an input, Escape is the input's.
  await page.getByLabel('First name').focus();
  await page.keyboard.press('Escape');
  await expect(heading).toHaveText('Jin Kim');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/settings/users?sort=username');
  await expect(row).toBeFocused();
  await expect(page).toHaveTitle('EHR Users');

  await row.click();
  await expect(heading).toBeFocused();
  await page.getByRole('row').getByRole('link', { name: 'Lee, Susan' }).click();
  await expect(heading).toHaveText('Susan Lee');
  await expect(heading).toBeFocused();
  await page.getByRole('link', { name: 'Back to EHR Users' }).click();
  await expect(page.getByRole('row').getByRole('link', { name: 'Lee, Susan' })).toBeFocused();
  await expect(page.locator('html[data-marked]'), 'no page was loaded').toHaveCount(1);
});

test('what was typed about one person is not in the form of the next', async ({ page }) => {
  await logIn(page);
  await open(page, '/settings/users');
  await page.getByRole('row').getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Jin');
  await mark(page);
  await page.getByLabel('First name').fill('Typed');
  await page.getByLabel('Phone').fill('415 555 0199');
  const theirs = page.getByLabel('E-mail');
  await theirs.fill('typed@elm.example');
  await page.getByRole('row').getByRole('link', { name: 'Lee, Susan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Susan Lee');
  await expect(page.getByLabel('First name')).toHaveValue('Susan');
  await expect(theirs).not.toHaveValue('typed@elm.example');
  await expect(page.getByLabel('Phone')).not.toHaveValue('415 555 0199');
  await expect(page.locator('html[data-marked]'), 'no page was loaded').toHaveCount(1);
});

test('a column keeps the focus while the list turns round', async ({ page }) => {
  await logIn(page);
  await open(page, '/settings/users');
  const column = page.getByRole('columnheader', { name: 'Edit level' });
  await column.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(column).toHaveAttribute('aria-sort', 'ascending');
  await expect(column.getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(column).toHaveAttribute('aria-sort', 'descending');
  await expect(column.getByRole('link')).toBeFocused();
});
