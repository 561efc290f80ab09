// A practice adds its people from a table: looked at first, added then, and the same table again adds nobody.

import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';
import { invitationTo } from './support/outbox.js';

test('rows are judged before anybody is added, and the good ones are invited', async ({ page }, info) => {
  const stamp = `${info.project.name.replace(/\W/g, '')}${Date.now()}`;
  const address = `new-${stamp}@elm.example`;
  const table = [
    'First name;Last name;Username;E-mail;Edit level;Administrator',
    `Nora;Quist;nora.${stamp};${address};Front desk;no`,
    `Otto;;otto.${stamp};;Front desk;no`,
    `Pia;Rohde;pia.${stamp};not an address;Front desk;no`,
  ].join('\n');
  await logIn(page);
  await page.goto('/settings/users/new');
  await page.getByRole('link', { name: 'Add several people' }).click();
  await page.getByLabel('Or paste the rows here').fill(table);
  await page.getByRole('button', { name: 'Look at the rows' }).click();
  await expect(page.locator('[data-line="2"]')).toContainText('Is added and invited.');
  await expect(page.locator('[data-line="3"] .badge')).not.toContainText('Is added');
  await expect(page.locator('[data-line="4"] .badge')).not.toContainText('Is added');
  await page.getByRole('button', { name: 'Add 1 person' }).click();
  await expect(page.getByRole('main')).toContainText('1 person was added.');
  await invitationTo(page.request, address);

  await page.goto('/settings/users/import');
  await page.getByLabel('Or paste the rows here').fill(table);
  await page.getByRole('button', { name: 'Look at the rows' }).click();
  await expect(page.locator('[data-line="2"]')).toContainText(`There is a user nora.${stamp} already.`);
  await expect(page.getByRole('main')).toContainText('There is nobody to add.');
});
