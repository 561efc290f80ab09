// From Practice ID and username to an e-mail address of one's own, in three steps.

import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { mailTo } from './support/outbox.js';
import { person } from './support/people.js';

test('three steps lead to the log-in by e-mail address', async ({ page }) => {
  const ana = await person();
  const address = `${ana.username}@mail.example`;
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  await page.goto('/account');
  await page.getByRole('link', { name: 'Log-in e-mail' }).click();
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('The same address, once more').fill(address);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Step 2 of 3' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Confirm this e-mail address for');
  const link = /http\S+\/address\/link\/\S+/;
  const mail = await mailTo(page.request, address, link);
  await page.goto(link.exec(mail.text)?.[0] ?? '');
  await page.getByRole('button', { name: 'Yes, go on' }).click();
  await expect(page.getByRole('heading', { name: 'Step 3 of 3' })).toBeVisible();
  await page.locator('#current_password').fill('not this one');
  await page.getByRole('button', { name: 'Log in with this address from now on' }).click();
  await expect(page.locator('[data-mistake=incorrect-password]')).toBeVisible();
  await page.locator('#current_password').fill(ana.password);
  await page.getByRole('button', { name: 'Log in with this address from now on' }).click();
  await expect(page.getByRole('main')).toContainText(`You log in with ${address}`);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/login/email');
  await page.getByLabel('E-mail address').fill(address);
  await page.locator('#password').fill(ana.password);
  await submit(page);
  await expect(page).toHaveURL('/home');
});

test('left half-way, the old log-in holds, and the page goes on where it was', async ({ page }) => {
  const ana = await person();
  const address = `${ana.username}@half.example`;
  const byPracticeId = async () => {
    await page.goto('/login');
    await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
    await submit(page);
    await expect(page).toHaveURL('/home');
    await page.goto('/account/email');
  };
  const logOut = async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL(/done=logged-out|\/$/);
  };
  await byPracticeId();
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('The same address, once more').fill(`${address}x`);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.locator('#repeat_email-error')).toContainText('not the same');
  await page.getByLabel('The same address, once more').fill(address);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Step 2 of 3' })).toBeVisible();
  await logOut();

  await byPracticeId();
  await expect(page.getByRole('heading', { name: 'Step 2 of 3' })).toBeVisible();
  const link = /http\S+\/address\/link\/\S+/;
  await page.goto(link.exec((await mailTo(page.request, address, link)).text)?.[0] ?? '');
  await page.getByRole('button', { name: 'Yes, go on' }).click();
  await expect(page.getByRole('heading', { name: 'Step 3 of 3' })).toBeVisible();
  await logOut();

  await byPracticeId();
  await page.locator('#current_password').fill(ana.password);
  await page.getByRole('button', { name: 'Log in with this address from now on' }).click();
  await expect(page.getByRole('main')).toContainText(`You log in with ${address}`);
});
