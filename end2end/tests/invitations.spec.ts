// From the administrator's form to the first log-in of a new person: with a link by mail and a code by voice.

import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, submit, type } from './support/log-in.js';
import { invitationTo } from './support/outbox.js';
import { invited } from './support/people.js';

test('an administrator adds somebody, tells the code, and the new person is in', async ({ page, browser }, info) => {
  const username = `new-${info.project.name}-${info.workerIndex}-${Date.now()}`;
  const address = `${username}@elm.example`;
  await logIn(page);
  await page.goto('/settings/users');
  await page.getByRole('link', { name: 'Add a user' }).click();
  const code = await page.locator('[data-access-code]').innerText();
  expect(code).toBe(practice().access_code);
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill('Ruiz');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(address);
  await page.getByRole('button', { name: 'Add a user' }).click();
  await expect(page.getByText('Added. The invitation is on its way.')).toBeVisible();
  const panel = page.locator('[data-invitation]');
  await expect(panel).toContainText('Not opened yet.');
  await expect(panel.locator('[data-access-code]')).toHaveText(code);
  await expect(page.locator('.badge').filter({ hasText: 'Invited' }).first()).toBeVisible();

  // The new person, at another computer.
  const context = await browser.newContext({ ...info.project.use });
  const theirs = await context.newPage();
  await theirs.goto(await invitationTo(page.request, address));
  await expect(theirs).toHaveURL('/invitation');
  await expect(theirs.getByRole('main')).toContainText('Susan Lee invited you.');
  await theirs.getByRole('button', { name: 'Go on' }).click();
  // Three codes are mixed up: the page tells which one this is.
  const box = theirs.getByLabel('Practice Access Code');
  for (const [typed, told] of [[practice().practice_id, 'That is a Practice ID'], ['123 456', 'Six digits are a security code']] as const) {
    await box.fill(typed);
    await theirs.getByRole('button', { name: 'Go on' }).click();
    await expect(theirs.locator('#access_code-error')).toContainText(told);
  }
  await box.fill(code.toLowerCase().replace('-', ' '));
  await theirs.getByRole('button', { name: 'Go on' }).click();
  const password = 'seven purple walruses at noon';
  await theirs.locator('#new_password').fill('walrus');
  await theirs.getByRole('button', { name: 'Set password and log in' }).click();
  await expect(theirs.locator('#error-summary')).toContainText('15');
  await theirs.locator('#new_password').fill(password);
  await theirs.getByRole('button', { name: 'Set password and log in' }).click();
  await expect(theirs).toHaveURL(/\/account\/phone/);
  await theirs.getByRole('link', { name: 'Later' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Welcome, Ana');
  await theirs.getByRole('button', { name: 'Log out' }).click();
  await theirs.goto('/login');
  await type(theirs, { practice_id: practice().practice_id, username, password });
  await submit(theirs);
  await expect(theirs).toHaveURL('/home');
  await context.close();

  await page.goto(page.url());
  await expect(panel).toContainText('was accepted');
});

test('five wrong codes close an invitation, one tap asks for another, and one sends it', async ({ page, browser }, info) => {
  const ana = await invited();
  const context = await browser.newContext({ ...info.project.use });
  const theirs = await context.newPage();
  const first = await invitationTo(page.request, ana.address);
  await theirs.goto(first);
  await theirs.getByRole('button', { name: 'Go on' }).click();
  const right = practice().access_code;
  const wrong = `${right.startsWith('7') ? '8' : '7'}${right.slice(1)}`;
  for (const left of ['4 tries', '3 tries', '2 tries', 'one try']) {
    await theirs.getByLabel('Practice Access Code').fill(wrong);
    await theirs.getByRole('button', { name: 'Go on' }).click();
    await expect(theirs.locator('#error-summary')).toContainText(`${left} left`);
  }
  await theirs.getByLabel('Practice Access Code').fill(wrong);
  await theirs.getByRole('button', { name: 'Go on' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('This invitation is closed');
  await theirs.getByRole('button', { name: 'Ask for a new invitation' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Your administrators see that you wait');

  await logIn(page);
  await page.goto('/settings');
  await page.locator(`[data-request="${ana.username}"]`).getByRole('button', { name: `Send a link to ${ana.address}` }).click();
  await expect(page.getByText('A link is on its way.')).toBeVisible();
  await expect(page.locator('[data-invitation]')).toContainText('Not opened yet.');
  await expect.poll(() => invitationTo(page.request, ana.address)).not.toBe(first);
  await theirs.goto(await invitationTo(page.request, ana.address));
  await theirs.getByRole('button', { name: 'Go on' }).click();
  await expect(theirs.getByLabel('Practice Access Code')).toBeVisible();
  await context.close();

  // Taken back: the page says so, and has a next step.
  await page.getByRole('button', { name: 'Take the invitation back' }).click();
  await expect(page.locator('[data-invitation]')).toContainText('does not work any more');
});
