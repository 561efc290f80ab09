import { expect, test, type Page } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, submit, type } from './support/log-in.js';
import { linkTo, mailTo } from './support/outbox.js';
import { person, type Person } from './support/people.js';

const SECOND = 'seven purple walruses at noon';

async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username, password });
  await submit(page);
  await expect(page).toHaveURL('/home');
}

/** From the log-in page to behind the button of the link. */
async function askForLink(page: Page, { username, address }: Person): Promise<void> {
  await page.goto('/login');
  await page.getByRole('link', { name: 'Reset password' }).click();
  const form = page.locator('form#reset-request');
  await form.getByLabel('Practice ID').fill(practice().practice_id.toLowerCase());
  await form.getByLabel('Username').fill(` ${username}`);
  await form.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
  await page.goto(await linkTo(page.request, address));
  await expect(page).toHaveURL('/reset/open');
  await page.getByRole('button', { name: 'Go on' }).click();
}

test('a person alone: link, security question, new password, and in', async ({ page }) => {
  const ana = await person();
  await enter(page, ana.username, ana.password);
  await page.getByRole('link', { name: 'Set it now' }).click();
  const question = page.locator('form#set-question');
  await question.getByLabel('Question').selectOption({ label: 'What was the first dish you learned to cook?' });
  await question.getByLabel('Answer').fill('Red lentil soup');
  await question.getByRole('textbox', { name: 'Current password' }).fill(ana.password);
  await question.getByRole('button', { name: 'Set question' }).click();
  await expect(page.getByText('Your security question is set.')).toBeVisible();

  await page.context().clearCookies();
  await askForLink(page, ana);
  await expect(page.getByText('What was the first dish you learned to cook?')).toBeVisible();
  await page.locator('[name=answer]').fill('Green pea soup');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('#error-summary')).toContainText('Tries left: 4.');
  await page.locator('[name=answer]').fill(' red LENTIL soup ');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('New password').fill(SECOND);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await enter(page, ana.username, SECOND);
});

test('without a question the administrator helps with one tap', async ({ page, browser }, info) => {
  const ana = await person();
  await askForLink(page, ana);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your administrator has to help');
  await page.getByRole('button', { name: 'Ask my administrator' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your administrators will see it');
  await mailTo(page.request, 'susan.lee@elm.example', /asks an administrator for help/);

  const context = await browser.newContext({ ...info.project.use });
  const admin = await context.newPage();
  await logIn(admin);
  await admin.goto('/settings');
  const card = admin.locator(`[data-request="${ana.username}"]`);
  await expect(card).toContainText('Opened a link from their own mail first.');
  await card.getByRole('button', { name: `Send a link to ${ana.address}` }).click();
  await expect(admin.getByText('A link is on its way.')).toBeVisible();
  await admin.goto('/settings');
  await expect(card).toHaveCount(0);
  await context.close();

  await page.goto(await linkTo(page.request, ana.address));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('New password').fill(SECOND);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();
});

test('a name that nobody has gets the same page', async ({ page }) => {
  await page.goto('/reset');
  const form = page.locator('form#reset-request');
  await form.getByLabel('Practice ID').fill('ABC-120-B');
  await form.getByLabel('Username').fill('nobody.at.all');
  await form.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');
  await expect(page.getByText('nobody.at.all')).toBeVisible();
  await page.getByRole('button', { name: 'Ask my administrator' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your administrators will see it');
});

test('a mistyped Practice ID is located before anything is sent, and put right with one tap', async ({ page }) => {
  await page.goto('/reset');
  const form = page.locator('form#reset-request');
  await form.getByLabel('Practice ID').fill('ABC-120-C');
  await form.getByLabel('Username').fill('nurse.kim');
  await form.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.locator('[data-finding=id-check]')).toBeVisible();
  await page.locator('[data-finding=id-check]').getByRole('button').click();
  await expect(form.getByLabel('Practice ID')).toHaveValue('ABC-120-B');
  await expect(form.getByLabel('Username')).toHaveValue('nurse.kim');
});
