// Log-in, reset and users without a mouse.

import { expect, test, type Page } from '@playwright/test';

import { awake, scripted } from './support/awake.js';
import { nobody, practice, user } from './support/demo.js';
import { press, stops, tabTo, typeInto } from './support/keyboard.js';
import { logIn } from './support/log-in.js';
import { linkTo } from './support/outbox.js';
import { ANSWER, person, withQuestion } from './support/people.js';
import { EXAMPLE } from './support/practice-id.js';

const PASSWORD = 'seven purple walruses at noon';

const box = (page: Page, name: string) => page.locator(`#main [name=${name}]`);
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });

/** Fills in the log-in form from the page's beginning on and sends it. */
async function enter(page: Page, id: string, username: string, password: string): Promise<void> {
  await typeInto(page, box(page, 'practice_id'), id);
  await typeInto(page, box(page, 'username'), username);
  await typeInto(page, box(page, 'password'), password);
  await press(page, button(page, 'Log in'));
}

test('Tab goes through the log-in page in its order and out of it, and back', async ({ page }) => {
  await page.goto('/login');
  await awake(page);
  const there = await stops(page);
  expect(there).toEqual([
    'Skip to the page', 'Vestibule', 'Practice ID', 'Username', 'Password',
    ...(scripted() ? ['Show password'] : []),
    'Reset password', 'Remember this Practice ID on this device', 'Log in', 'Log in with your e-mail address',
    ...(scripted() ? ['Log in with a passkey'] : []), 'Trouble logging in?', 'New practice? Set it up',
    'Help', 'Check this computer', 'English', 'Español',
  ]);
  expect(await stops(page, 'Shift+Tab', there.length)).toEqual(there.toReversed());
});

test('the first stop leads past the header', async ({ page }) => {
  await page.goto('/login');
  await press(page, page.getByRole('link', { name: 'Skip to the page' }));
  await page.keyboard.press('Tab');
  await expect(box(page, 'practice_id')).toBeFocused();
});

test('log-in: the password is shown with Space, the box ticked with Space, the form sent with Enter', async ({ page }) => {
  const { username, password } = user('office');
  await page.goto('/login');
  await awake(page);
  await typeInto(page, box(page, 'practice_id'), practice().practice_id);
  await typeInto(page, box(page, 'username'), username);
  await typeInto(page, box(page, 'password'), password);
  if (scripted()) {
    await tabTo(page, button(page, 'Show password'));
    await page.keyboard.press('Space');
    await expect(box(page, 'password')).toHaveAttribute('type', 'text');
    await page.keyboard.press('Space');
    await expect(box(page, 'password')).toHaveAttribute('type', 'password');
  }
  await tabTo(page, box(page, 'remember_practice'));
  await page.keyboard.press('Space');
  await expect(box(page, 'remember_practice')).toBeChecked();
  await press(page, button(page, 'Log in'));
  await expect(page).toHaveURL('/home');
});

test('after a refusal the focus is on the reason, and the way on leads through the form', async ({ page }) => {
  await page.goto('/login');
  await enter(page, EXAMPLE, nobody(), 'whatever');
  await expect(page.locator('#error-summary')).toBeFocused();
  await awake(page);
  await expect(page.locator('#error-summary'), 'the application leaves the focus there').toBeFocused();
  await page.keyboard.press('Tab');
  await expect(box(page, 'practice_id')).toBeFocused();
});

test('a repair is one key away from the reason', async ({ page }) => {
  const name = nobody();
  await page.goto('/login');
  await enter(page, name, EXAMPLE, 'whatever');
  await expect(page.locator('#error-summary')).toBeFocused();
  await awake(page);
  await page.keyboard.press('Tab');
  await expect(button(page, 'Swap them')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box(page, 'practice_id')).toHaveValue(EXAMPLE);
  await expect(box(page, 'username')).toHaveValue(name);
});

test('what is missing is a link into its box', async ({ page }) => {
  await page.goto('/login');
  await typeInto(page, box(page, 'practice_id'), EXAMPLE);
  await page.keyboard.press('Enter');
  await expect(page.locator('#error-summary')).toBeFocused();
  await awake(page);
  await press(page, link(page, 'Enter your username.'));
  await page.keyboard.type('nurse.kim');
  await expect(box(page, 'username')).toHaveValue('nurse.kim');
});

test('trouble is opened with Space', async ({ page }) => {
  await page.goto('/login');
  await awake(page);
  await tabTo(page, page.locator('summary'));
  await page.keyboard.press('Space');
  await press(page, link(page, 'Check this computer'));
  await expect(page).toHaveURL('/check');
});

test('a reset by oneself: from the log-in page to the new password, and in', async ({ page }) => {
  test.slow();
  const ana = await withQuestion(await person());
  await page.goto('/login');
  await press(page, link(page, 'Reset password'));
  await expect(page).toHaveURL('/reset');
  await typeInto(page, box(page, 'practice_id'), practice().practice_id);
  await typeInto(page, box(page, 'username'), ana.username);
  await press(page, button(page, 'Send me a link'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look into your mail');

  await page.goto(await linkTo(page.request, ana.address));
  await press(page, button(page, 'Go on'));
  await typeInto(page, box(page, 'answer'), 'Green pea soup');
  await page.keyboard.press('Enter');
  await expect(page.locator('#error-summary')).toBeFocused();
  await typeInto(page, box(page, 'answer'), ANSWER);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose a new password');
  await awake(page);
  await typeInto(page, box(page, 'new_password'), PASSWORD);
  await press(page, button(page, 'Set password'));
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await enter(page, practice().practice_id, ana.username, PASSWORD);
  await expect(page).toHaveURL('/home');
});

test('an administrator: Settings, EHR Users, a person, a code, and back', async ({ page }) => {
  const ana = await person();
  await logIn(page);
  await press(page, link(page, 'Settings'));
  await expect(page).toHaveURL('/settings');
  await press(page, link(page, 'EHR Users'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('EHR Users');
  await awake(page);

  await typeInto(page, page.getByLabel('Search by name or username'), ana.username);
  await tabTo(page, page.getByLabel('Show', { exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Show', { exact: true })).toHaveValue('active');
  await press(page, button(page, 'Find'));
  await expect(page).toHaveURL(/q=temp-/);
  const row = page.getByRole('row').getByRole('link');
  await expect(row).toHaveCount(await page.getByRole('columnheader').getByRole('link').count() + 1);
  await press(page, page.getByRole('row').last().getByRole('link'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Ruiz');
  const theirs = page.url();

  await press(page, button(page, 'Show a code to tell in person'));
  await expect(page.locator('[data-reset-code] code')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(new URL(theirs).pathname);
  await awake(page);
  await press(page, link(page, 'Back to EHR Users'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('EHR Users');
});

test('colors are chosen with the arrows', async ({ page }) => {
  await logIn(page, 'nurse.kim');
  await page.goto('/account');
  await tabTo(page, page.locator('[name=theme]:checked'));
  await page.keyboard.press('ArrowDown');
  const chosen = await page.locator('[name=theme]:checked').getAttribute('value');
  await press(page, button(page, 'Apply'));
  await expect(page.locator('html')).toHaveAttribute('data-theme', chosen ?? '');
});

for (const path of ['/reset', '/reset/code', '/check', '/help', '/account', '/settings', '/settings/users', '/settings/users/new']) {
  test(`Tab goes through ${path} and out of it, and back`, async ({ page }) => {
    if (path === '/account') {
      // Somebody with one session: everybody else's list is as long as the tests before.
      const { username, password } = await person();
      await page.goto('/login');
      await enter(page, practice().practice_id, username, password);
      await expect(page).toHaveURL('/home');
    } else {
      await logIn(page);
    }
    await page.goto(path);
    if (await page.locator('script[data-hydrate]').count() === 1) await awake(page);
    const there = await stops(page);
    expect(there.length).toBeGreaterThan(5);
    expect(there.filter((name) => name === ''), 'every stop has a name').toEqual([]);
    expect(await stops(page, 'Shift+Tab', there.length)).toEqual(there.toReversed());
  });
}
