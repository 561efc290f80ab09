// Where a practice works: the list, a facility, and what may be done to it.

import { expect, test, type Page } from '@playwright/test';

import { logIn } from './support/log-in.js';

/** Fills the form but for its name. */
async function fill(page: Page): Promise<void> {
  await page.getByLabel('Street address').fill('12 Elm Street');
  await page.getByLabel('City').fill('Portland');
  await page.getByLabel('State or territory').selectOption({ label: 'Maine' });
  await page.getByLabel('ZIP code').fill('041012345');
  await page.getByLabel('Phone').fill('213 555 0142');
}

test('an administrator adds a facility, mends what is wrong, and takes it out of use', async ({ page }, info) => {
  const name = `Branch ${info.project.name} ${Date.now()}`;
  await logIn(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Facilities', exact: true }).click();
  await page.getByRole('link', { name: 'Add a facility' }).click();
  // The practice has a primary one from here on, whichever test comes first.
  await page.getByLabel('Name', { exact: true }).fill(`First ${name}`);
  await fill(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Added.')).toBeVisible();

  await page.getByRole('link', { name: 'All facilities' }).click();
  await page.getByRole('link', { name: 'Add a facility' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await fill(page);
  await page.getByLabel('NPI of the facility').fill('1234567894');
  await page.getByLabel('Monday: opens').fill('08:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#npi-error')).toContainText('The check digit does not fit');
  await expect(page.locator('#closes_1-error')).toHaveText('Enter both times, or neither.');
  await expect(page.getByLabel('City')).toHaveValue('Portland');
  await page.locator('#error-summary').getByRole('link', { name: /check digit/ }).click();
  await expect(page.getByLabel('NPI of the facility')).toBeFocused();
  await page.getByLabel('NPI of the facility').fill('1234567893');
  await page.getByLabel('Monday: closes').fill('17:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByLabel('Monday: closes')).toHaveValue('17:30');
  await expect(page.getByLabel('ZIP code')).toHaveValue('04101-2345');

  await page.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('It is out of use; its details are kept.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted.')).toBeVisible();
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
});

test('where one works is chosen in the header, and another tab says that it changed', async ({ page, context, javaScriptEnabled }, info) => {
  const name = `West ${info.project.name} ${Date.now()}`;
  await logIn(page);
  for (const one of [`Home of ${name}`, name]) {
    await page.goto('/settings/facilities/new');
    await page.getByLabel('Name', { exact: true }).fill(one);
    await fill(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Added.')).toBeVisible();
  }
  const other = await context.newPage();
  await other.goto('/settings');
  await page.goto('/account');
  await page.getByRole('banner').getByRole('link', { name: /^Facility:/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where do you work now?');
  await page.getByRole('button', { name: `Work at ${name}`, exact: true }).click();
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('banner').getByRole('link', { name: `Facility: ${name}` })).toBeVisible();
  if (javaScriptEnabled) {
    await expect(other.getByText(`You work at ${name} now: it was changed in another tab.`)).toBeVisible();
    await other.getByRole('button', { name: 'Show it here, too' }).click();
  } else {
    await other.reload();
  }
  await expect(other.getByRole('banner').getByRole('link', { name: `Facility: ${name}` })).toBeVisible();
  await expect(other.locator('#facility-moved')).toHaveCount(0);
});
