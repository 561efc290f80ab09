import { expect, test } from '@playwright/test';

import { awake } from './support/awake.js';
import { logIn } from './support/log-in.js';

test('a new password is judged while one types, without asking the server', async ({ page }) => {
  await logIn(page, 'nurse.kim');
  await page.goto('/account/new-password');
  await awake(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const box = page.locator('[name=new_password]');
  const help = page.locator('[data-live-help=new_password]');
  await box.fill('tulip');
  await expect(help).toContainText('has 5 characters and needs at least 15');
  await box.fill('aaaaaaaaaaaaaaaaaa');
  await expect(help).toContainText('one character over and over');
  await box.fill('nurse.kim nurse.kim');
  await expect(help).toContainText('“nurse”');
  await box.fill('seven purple walruses at noon ');
  await expect(help).toContainText('Long enough.');
  await expect(help).toContainText('ends with a space');
  await box.fill('');
  await expect(help).toHaveText('');
  expect(asked).toEqual([]);
});
