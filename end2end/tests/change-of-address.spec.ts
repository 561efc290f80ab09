// From one log-in address to another, with the old one used meanwhile; and how who never asked for it stops it.

import { expect, test, type Page } from '@playwright/test';

import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { mailTo } from './support/outbox.js';
import { person, type Person } from './support/people.js';

const LINK = /http\S+\/address\/link\/\S+/;
const STOP = /http\S+\/address-stop\/link\/\S+/;

async function byEmail(page: Page, address: string, password: string): Promise<void> {
  await page.goto('/login/email');
  await page.getByLabel('E-mail address').fill(address);
  await page.locator('#password').fill(password);
  await submit(page);
}

async function ask(page: Page, address: string): Promise<void> {
  await page.goto('/account/email');
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('The same address, once more').fill(address);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Step 2 of' })).toBeVisible();
}

async function openLink(page: Page, address: string): Promise<void> {
  const mail = await mailTo(page.request, address, LINK);
  await page.goto(LINK.exec(mail.text)?.[0] ?? '');
  await page.getByRole('button', { name: 'Yes, go on' }).click();
  await expect(page.getByRole('heading', { name: 'Step 3 of' })).toBeVisible();
}

/** Somebody who logs in with an address, logged in. */
async function withAddress(page: Page): Promise<{ ana: Person; old: string }> {
  const ana = await person();
  const old = `${ana.username}@old.example`;
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
  await ask(page, old);
  await openLink(page, old);
  await page.locator('#current_password').fill(ana.password);
  await page.getByRole('button', { name: 'Log in with this address from now on' }).click();
  await expect(page.getByRole('main')).toContainText(`You log in with ${old}`);
  return { ana, old };
}

test('the old address logs in until the new one has', async ({ page, browser }) => {
  const { ana, old } = await withAddress(page);
  const fresh = `${ana.username}@new.example`;
  await ask(page, fresh);
  await openLink(page, fresh);
  await page.getByRole('button', { name: 'Change log-in e-mail' }).click();
  await page.locator('input[type=password]').first().fill(ana.password);
  await page.locator('main form button[value=password], main form button[type=submit]').first().click();
  await expect(page.getByRole('heading', { name: 'Step 4 of 4' })).toBeVisible();
  const meanwhile = await browser.newPage();
  await byEmail(meanwhile, old, ana.password);
  await expect(meanwhile).toHaveURL('/home');

  await page.getByRole('button', { name: 'Log out, to log in with it' }).click();
  await expect(page).toHaveURL('/login/email');
  await page.getByLabel('E-mail address').fill(fresh);
  await page.locator('#password').fill(ana.password);
  await submit(page);
  await expect(page).toHaveURL('/home');
  await meanwhile.goto('/account');
  await expect(meanwhile).toHaveURL(/\/login/);
  await byEmail(meanwhile, old, ana.password);
  await expect(meanwhile.locator('#error-summary')).toBeVisible();
  await meanwhile.close();
});

test('who never asked for it stops it from the notice', async ({ page, browser }) => {
  const { ana, old } = await withAddress(page);
  await ask(page, `${ana.username}@new.example`);
  const notice = await mailTo(page.request, old, STOP);
  const owner = await browser.newPage();
  await owner.goto(STOP.exec(notice.text)?.[0] ?? '');
  await owner.getByRole('button', { name: 'This wasn\'t me: stop it' }).click();
  await expect(owner.getByRole('heading', { name: 'It is stopped' })).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/login/);
  await owner.getByRole('link', { name: 'Choose a new password' }).click();
  await expect(owner).toHaveURL(/\/reset/);
  await owner.close();
});
