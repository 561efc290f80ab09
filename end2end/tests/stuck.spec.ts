// Who is stuck finds the next step on the page: what one logs in with, and an administrator's help with a reason.

import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, submit, type } from './support/log-in.js';
import { mailTo } from './support/outbox.js';
import { person } from './support/people.js';

test('who has forgotten the username is told it by mail', async ({ page }) => {
  const ana = await person();
  await page.goto('/login');
  await page.getByText('Trouble logging in?').click();
  await page.getByRole('link', { name: 'What do I log in with?' }).click();
  await page.getByRole('button', { name: 'Remind me' }).click();
  await expect(page.locator('#error-summary')).toContainText('Enter an e-mail address or a phone number.');
  await page.getByLabel('Your e-mail address, or the phone').fill(ana.address);
  await page.getByRole('button', { name: 'Remind me' }).click();
  await expect(page.getByRole('main')).toContainText('If we know this address or number');
  const mail = await mailTo(page.request, ana.address, /What you log in to|You asked what you log in to/);
  expect(mail.text).toContain(ana.username);
  await page.getByRole('link', { name: 'Back to the log-in' }).click();
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
});

test('who asks an administrator says why, and is helped with one tap', async ({ page, browser }) => {
  const ana = await person();
  const desk = await browser.newPage();
  await logIn(desk);
  await desk.goto('/settings/users');
  await desk.locator('main input[type=search]').fill(ana.username);
  await desk.locator('main input[type=search]').press('Enter');
  await desk.getByRole('link', { name: 'Ruiz' }).first().click();
  await desk.getByRole('button', { name: 'Deactivate' }).click();
  await expect(desk.getByRole('button', { name: 'Reactivate' })).toBeVisible();

  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page.locator('#error-summary')).toBeVisible();
  await page.getByRole('link', { name: 'Ask an administrator of your practice' }).click();
  await page.getByLabel('Practice ID').fill(practice().practice_id);
  await page.getByLabel('Username').fill(ana.username);
  await page.getByLabel('It makes me wait, or does not let me in').check();
  await page.getByRole('button', { name: 'Ask my administrator' }).click();
  await expect(page).toHaveURL(/\/reset\/sent/);

  const card = desk.locator(`[data-request="${ana.username}"]`);
  await expect(async () => {
    await desk.goto('/settings');
    await expect(card).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(card).toContainText('This account is deactivated.');
  await card.getByRole('button', { name: 'Reactivate' }).click();
  await expect(desk.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  await mailTo(page.request, ana.address, /has helped/);
  await desk.close();
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
});
