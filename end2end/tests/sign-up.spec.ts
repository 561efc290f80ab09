// A new practice sets itself up: from the front page to its settings.

import { expect, test } from '@playwright/test';

import { submit, type } from './support/log-in.js';
import { mailTo } from './support/outbox.js';

test('a new practice signs up, and its first administrator is in', async ({ page }, info) => {
  const address = `owner-${info.project.name}-${info.workerIndex}-${Date.now()}@oak.example`;
  await page.goto('/');
  await page.getByRole('link', { name: 'New practice? Set it up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up a new practice');
  const email = page.getByLabel('Your e-mail address at work');
  await email.fill('owner at oak');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.locator('#email-error')).toContainText('This is not an e-mail address');
  await expect(email).toHaveValue('owner at oak');
  await email.fill(address);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
  await expect(page.getByRole('main')).toContainText(address);

  const link = /http\S+\/sign-up\/link\/\S+/;
  const url = link.exec((await mailTo(page.request, address, link)).text)?.[0] ?? '';
  await page.goto(url);
  await expect(page).toHaveURL('/sign-up/practice');
  await expect(page.getByRole('main')).toContainText(`Your address ${address} is confirmed.`);
  const password = 'seven purple walruses at noon';
  await page.getByLabel('Name of the practice').fill('Oak Family Medicine');
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill('Ruiz');
  await page.getByLabel('Username').fill('ana.ruiz');
  await page.locator('#new_password').fill('walrus');
  const make = page.getByRole('button', { name: 'Set up the practice and log in' });
  await make.click();
  await expect(page.locator('#time_zone-error')).toHaveText('Choose the time zone.');
  await expect(page.getByLabel('Name of the practice')).toHaveValue('Oak Family Medicine');
  await page.getByLabel('Time zone').selectOption({ label: 'Central: Chicago' });
  await page.locator('#new_password').fill('walrus');
  await make.click();
  await expect(page.locator('#new_password-error')).toContainText('15');
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Chicago');
  await page.locator('#new_password').fill(password);
  await make.click();
  await expect(page).toHaveURL(/\/settings(\?done=practice)?$/);
  const practiceId = await page.locator('[data-practice-id]').innerText();
  await expect(page.getByRole('link', { name: 'Name a second administrator' })).toBeVisible();
  const kept = await mailTo(page.request, address, /Keep this message/);
  expect(kept.text).toContain(practiceId);

  // The link is used up, and says so.
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This practice is set up already');
  await page.goto('/home');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/login');
  await type(page, { practice_id: practiceId, username: 'ana.ruiz', password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, Ana');
});
