import { expect, test } from '@playwright/test';

import { nobody, practice, user } from './support/demo.js';
import { logIn, nextPost, submit, type } from './support/log-in.js';
import { EXAMPLE } from './support/practice-id.js';

test('the home page leads to the log-in', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Log in', exact: true }).first().click();
  await expect(page).toHaveURL('/login');
});

test('the form has what password managers and people look for', async ({ page }) => {
  await page.goto('/login');
  const form = page.locator('form#login');
  await expect(form).toHaveAttribute('method', /post/i);
  await expect(form.getByLabel('Practice ID', { exact: true })).toHaveAttribute('name', 'practice_id');
  await expect(form.getByLabel('Username', { exact: true })).toHaveAttribute('autocomplete', /^username\b/);
  await expect(form.locator('[name=password]')).toHaveAttribute('type', 'password');
  await expect(form.locator('[name=password]')).toHaveAttribute('autocomplete', /^current-password\b/);
  await expect(form.locator('input[type=hidden][name=device]')).toHaveCount(1);
  await expect(form.locator('button[type=submit]')).toHaveText('Log in');
  await expect(page.getByRole('link', { name: 'Reset password' })).toBeVisible();
  // The browser must not stop a stray space before the repair sees it.
  await expect(form.locator('[required], [pattern], [maxlength]')).toHaveCount(0);
});

for (const username of ['dr.lee', 'office', 'nurse.kim', 'frontdesk']) {
  test(`${username} gets in and out`, async ({ page }) => {
    await page.goto('/login');
    await type(page, { practice_id: practice().practice_id, username, password: user(username).password });
    const answer = nextPost(page);
    await submit(page);
    expect((await answer).status()).toBe(303);
    await expect(page).toHaveURL('/home');
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();

    await expect(page.locator('form[action="/logout"]')).toHaveAttribute('method', /post/i);
    await page.locator('form[action="/logout"] button').click();
    await expect(page).not.toHaveURL('/home');
  });
}

test('the greeting is for the one who logged in', async ({ page }) => {
  const greeting = page.getByRole('heading', { level: 1 });
  await logIn(page, 'dr.lee');
  const first = await greeting.innerText();
  await page.locator('form[action="/logout"] button').click();
  await expect(page).not.toHaveURL('/home');
  await logIn(page, 'office');
  await expect(greeting).not.toHaveText(first);
});

test('a wrong password keeps what was typed, except the password', async ({ page }) => {
  const username = nobody();
  await page.goto('/login');
  await type(page, { practice_id: EXAMPLE, username, password: 'not the password' });
  const answer = nextPost(page);
  await submit(page);
  expect((await answer).status()).toBe(422);

  await expect(page.locator('#error-summary')).toBeVisible();
  await expect(page.locator('#error-summary')).toHaveAttribute('role', 'alert');
  await expect(page.locator('[name=practice_id]')).toHaveValue(EXAMPLE);
  await expect(page.locator('[name=username]')).toHaveValue(username);
  await expect(page.locator('[name=password]')).toHaveValue('');
  // Nothing of it in an address, where histories and logs would keep it.
  expect(new URL(page.url()).search).toBe('');
});

test('after logging out, going back shows nothing', async ({ page }) => {
  await logIn(page);
  await page.locator('form[action="/logout"] button').click();
  await expect(page).not.toHaveURL('/home');

  await page.goBack();
  await expect(page).toHaveURL('/login?next=%2Fhome');
  await page.goto('/home');
  await expect(page).toHaveURL('/login?next=%2Fhome');
});

test('the log-in leads back to where one wanted to go', async ({ page }) => {
  const { username, password } = user('office');
  await page.goto('/login?next=%2Fhelp');
  await type(page, { practice_id: practice().practice_id, username, password });
  await submit(page);
  await expect(page).toHaveURL('/help');
});

for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', '/\t/evil.example']) {
  test(`next=${JSON.stringify(next)} leads home`, async ({ page }) => {
    const { username, password } = user('office');
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await type(page, { practice_id: practice().practice_id, username, password });
    await submit(page);
    await expect(page).toHaveURL('/home');
  });
}

test('Enter in the password field logs in', async ({ page }) => {
  const { username, password } = user('frontdesk');
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username, password });
  await page.locator('[name=password]').press('Enter');
  await expect(page).toHaveURL('/home');
});
