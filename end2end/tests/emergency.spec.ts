// Emergency access, from who is named for it to who looks back on it; edit levels and patients, which it opens.

import { expect, test, type Browser, type Page } from '@playwright/test';

import { logIn, submit, type as typeInto } from './support/log-in.js';
import { practice } from './support/demo.js';
import { person, type Person } from './support/people.js';

async function asPerson(browser: Browser, javaScriptEnabled: boolean | undefined, one: Person): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: javaScriptEnabled ?? true, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/login');
  await typeInto(page, { practice_id: practice().practice_id, username: one.username, password: one.password });
  await submit(page);
  await expect(page).toHaveURL(/\/(home|account\/phone)/);
  return page;
}

/** The page of a person, for the administrator who is logged in. */
async function open(page: Page, one: Person): Promise<void> {
  await page.goto(`/settings/users?q=${one.username}`);
  await page.getByRole('link', { name: /^Ruiz/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ruiz');
}

test('somebody is named, switches it on, acts, is ended by an administrator and reviewed', async ({ page, browser, javaScriptEnabled }) => {
  const one = await person();
  await logIn(page);
  await open(page, one);
  await page.getByRole('button', { name: 'Allow emergency access' }).click();
  await expect(page.getByText('They may use emergency access from now on.')).toBeVisible();

  const theirs = await asPerson(browser, javaScriptEnabled, one);
  await theirs.goto('/home');
  await theirs.getByRole('link', { name: 'Emergency access' }).click();
  await theirs.getByLabel('What has happened?').fill('help');
  await theirs.getByRole('button', { name: 'Switch emergency access on' }).click();
  await expect(theirs.locator('#reason-error')).toContainText('10 to 500 characters');
  const reason = `Nobody reachable, ${one.username} at the desk`;
  await theirs.getByLabel('What has happened?').fill(reason);
  await theirs.getByRole('button', { name: 'Switch emergency access on' }).click();
  const banner = theirs.getByRole('complementary', { name: 'Emergency access' });
  await expect(banner).toContainText('Emergency access is on until');
  if (javaScriptEnabled !== false) await expect(banner.locator('[data-left^="3:59:"]')).toHaveCount(1);

  // What only an administrator may, and on every page the bar.
  await theirs.goto('/settings/practice');
  await expect(banner).toBeVisible();
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs.getByText('Saved.')).toBeVisible();
  await theirs.goto('/settings/emergency');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Only administrators can open this page');

  await page.goto('/settings/emergency');
  const use = page.locator('[data-use]').filter({ hasText: reason });
  await expect(use).toContainText('On now');
  await use.getByRole('button', { name: 'End it now' }).click();
  await expect(page.getByText('It has ended.')).toBeVisible();
  await theirs.goto('/home');
  await expect(banner).toHaveCount(0);
  await theirs.goto('/settings');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Only administrators can open this page');
  await theirs.context().close();

  await expect(use).toContainText('To be reviewed');
  await use.getByLabel('Yes, it was right').check();
  await use.getByLabel('Note (optional)').fill('Spoke with her.');
  await use.getByRole('button', { name: 'Save the review' }).click();
  await expect(page.getByText('The review is saved.')).toBeVisible();
  await expect(use).toContainText('Yes, it was right. Reviewed by');
  await expect(use).toContainText('Spoke with her.');
});

test('a patient is added, found by part of the name, and no address has a word of them', async ({ page }, info) => {
  const last = `Quintero${info.project.name.replace(/[^a-z]/g, '')}${Date.now()}`;
  await logIn(page);
  await page.getByRole('link', { name: 'Patients' }).first().click();
  await page.getByRole('link', { name: 'Add a patient' }).click();
  await page.getByLabel('First name').fill('María');
  await page.getByLabel('Last name').fill(last);
  await page.getByLabel('Birth date').fill('13/40/1980');
  await page.getByLabel('Sex').selectOption({ label: 'Female' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#birth_date-error')).toContainText('This is no day');
  await expect(page.getByLabel('First name')).toHaveValue('María');
  await page.getByLabel('Birth date').fill('2/11/1980');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`María ${last}`);
  await expect(page).toHaveURL(/\/patients\/[0-9a-f]{32}/);
  await expect(page).toHaveTitle('Patients');
  await page.goto('/patients');
  await page.getByLabel('Look for a patient').fill(`maria ${last.slice(0, 12)}`);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL('/patients');
  await page.getByRole('link', { name: `${last}, María` }).click();
  await expect(page.getByLabel('Birth date', { exact: true })).toHaveValue('02/11/1980');
});

test('an edit level is opened and closed on a page that says what it means', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/levels');
  await page.getByLabel('Physician: Patients\' details').selectOption({ label: 'See' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#physician_patients-error')).toContainText('Physicians keep');
  await expect(page.getByLabel('Physician: Patients\' details')).toHaveValue('view');
});

test('an identifier is added with what its check digit says', async ({ page, browser, javaScriptEnabled }) => {
  const theirs = await asPerson(browser, javaScriptEnabled, await person());
  await theirs.goto('/account/identifiers');
  await theirs.getByLabel('What it is').selectOption({ label: 'DEA number' });
  await theirs.getByLabel('Number', { exact: true }).fill('ar 123-4564');
  await theirs.getByLabel('State or territory').selectOption({ label: 'Ohio' });
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs.locator('#number-error')).toContainText('two neighbours are swapped');
  await theirs.getByLabel('Number', { exact: true }).fill('ar 123-4563');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs.getByText('Saved.')).toBeVisible();
  await expect(theirs.locator('[data-identifier=dea]')).toContainText('AR1234563');
  await theirs.context().close();
  await page.close();
});
