import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, submit, type } from './support/log-in.js';
import { linkTo } from './support/outbox.js';
import { addPerson, person } from './support/people.js';

test('Settings, EHR Users, a name: the way an administrator goes', async ({ page }) => {
  await logIn(page);
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.locator('.tile-state').first()).toContainText('administrator');
  await page.getByRole('link', { name: 'EHR Users' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'EHR Users' })).toBeVisible();
  await page.getByLabel('Search by name or username').fill('nurse.k');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/q=nurse\.k/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'EHR and contact info' })).toBeVisible();
});

test('somebody who is no administrator is told so', async ({ page }) => {
  await logIn(page, 'nurse.kim');
  await page.goto('/settings/users');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only administrators can open this page');
});

test('an administrator tells a code, and the person sets a password and is in', async ({ page, browser }, info) => {
  await logIn(page);
  const username = await addPerson(page);
  await page.getByRole('button', { name: 'Show a code to tell in person' }).click();
  const code = await page.locator('[data-reset-code] code').innerText();
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);

  // The person, at another computer.
  const context = await browser.newContext({ ...info.project.use });
  const theirs = await context.newPage();
  await theirs.goto('/login');
  await theirs.getByRole('link', { name: 'Reset password' }).click();
  await theirs.getByRole('link', { name: 'I have a code' }).click();
  const form = theirs.locator('form#reset-code');
  await form.getByLabel('Practice ID').fill(practice().practice_id.toLowerCase());
  await form.getByLabel('Username').fill(` ${username} `);
  await form.getByLabel('Code').fill(code.toLowerCase());
  await form.getByRole('button', { name: 'Go on' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Choose a new password');
  await theirs.getByLabel('New password').fill('password');
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.locator('#error-summary')).toContainText('15');
  const password = 'seven purple walruses at noon';
  await theirs.getByLabel('New password').fill(password);
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.getByText('Your new password is set.')).toBeVisible();
  await type(theirs, { practice_id: practice().practice_id, username, password });
  await submit(theirs);
  await expect(theirs).toHaveURL('/home');
  await expect(theirs.getByText('Your password was set with a code from Susan Lee.')).toBeVisible();
  await theirs.getByRole('button', { name: 'It was me' }).click();
  await expect(theirs.getByText('with a code from')).toHaveCount(0);

  // The code a second time, at a third.
  await context.clearCookies();
  await theirs.goto('/reset/code');
  await form.getByLabel('Practice ID').fill(practice().practice_id);
  await form.getByLabel('Username').fill(username);
  await form.getByLabel('Code').fill(code);
  await form.getByRole('button', { name: 'Go on' }).click();
  await expect(theirs.locator('#error-summary')).toContainText('works once');
  await context.close();

  // The story, as the administrator sees it.
  await page.goto(page.url());
  await expect(page.locator('.timeline li').filter({ hasText: 'Password was set' })).toBeVisible();
  await expect(page.locator('[data-reset-state]')).toContainText('used');
});

test('details are saved, and a mistake is named beside its box', async ({ page }) => {
  await logIn(page);
  await addPerson(page);
  const form = page.locator('form#profile');
  await form.getByLabel('E-mail').fill('ana@');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.locator('#email-error')).toContainText('e-mail address');
  await form.getByLabel('E-mail').fill('ana@elm.example');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(form.getByLabel('E-mail')).toHaveValue('ana@elm.example');
});

test('a code shown for one person is not shown on the page of another', async ({ page }) => {
  await logIn(page);
  await addPerson(page);
  await page.getByRole('button', { name: 'Show a code to tell in person' }).click();
  await expect(page.locator('[data-reset-code]')).toBeVisible();
  await page.getByRole('link', { name: 'Back to EHR Users' }).click();
  await page.getByLabel('Search by name or username').fill('nurse.k');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  await expect(page.locator('[data-reset-code]')).toHaveCount(0);
});

test('an administrator sends a link, and the person opens it, presses the button and is back in', async ({ page, browser }, info) => {
  const { username, address } = await person();
  await logIn(page);
  await page.goto(`/settings/users?q=${username}`);
  await page.getByRole('link', { name: 'Ruiz, Ana' }).click();
  await page.getByRole('button', { name: `Send a link to ${address}` }).click();
  await expect(page.getByText('A link is on its way.')).toBeVisible();

  const link = await linkTo(page.request, address);
  const context = await browser.newContext({ ...info.project.use });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await expect(theirs).toHaveURL('/reset/open');
  await theirs.getByRole('button', { name: 'Go on' }).click();
  const password = 'seven purple walruses at noon';
  await theirs.getByLabel('New password').fill(password);
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.getByText('Your new password is set.')).toBeVisible();
  await type(theirs, { practice_id: practice().practice_id, username, password });
  await submit(theirs);
  await expect(theirs).toHaveURL('/home');
  await theirs.goto(link);
  await theirs.getByRole('button', { name: 'Go on' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Your password is set already');
  await context.close();
});
