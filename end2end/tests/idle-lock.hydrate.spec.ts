// The lock in the browser: a demo of its own whose screens lock after a few seconds.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { OwnDemo } from './support/own-demo.js';

// Each waits for the real time to pass.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const demo = new OwnDemo(() => ({ VESTIBULE__SESSION__IDLE_LOCK: '20s' }));

async function logIn(page: Page, username: string): Promise<void> {
  await demo.enter(page, username);
  await expect(page).toHaveURL(`${demo.base}/home`);
}

async function unlock(page: Page, username: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(demo.password(username));
  await page.getByRole('button', { name: 'Unlock' }).click();
}

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage }));

test('left alone the screen warns, locks in both tabs, and gives back what was typed', async ({ page, context }) => {
  await logIn(page, 'dr.lee');
  const second = await context.newPage();
  await second.goto(`${demo.base}/account`);
  await page.goto(`${demo.base}/settings/users/new`);
  await page.getByLabel('First name').fill('Guadalupe');
  await page.getByLabel('Edit level').selectOption('nurse');
  await page.getByLabel('Administrator').check();
  const warning = page.locator('.idle-warning');
  await expect(warning).toBeVisible({ timeout: 25_000 });
  await expect(warning.locator('[aria-hidden]')).toContainText('It locks in 0:0');
  await expect(warning.getByRole('status')).toContainText('This screen locks in');
  await expect(page.getByLabel('First name')).toHaveValue('Guadalupe');
  // Somebody is here: the other tab stays, too.
  await warning.getByRole('button', { name: 'Stay' }).click();
  await expect(warning).toBeHidden();
  await expect(page).toHaveURL(/\/unlock\?next=%2Fsettings%2Fusers%2Fnew$/, { timeout: 40_000 });
  await expect(second).toHaveURL(/\/unlock\?next=%2Faccount$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked');
  expect(await page.content()).not.toContain('Guadalupe');
  expect(await stored(page)).not.toContain('Guadalupe');
  await unlock(page, 'dr.lee');
  await expect(page).toHaveURL(`${demo.base}/settings/users/new`);
  await expect(page.getByLabel('First name')).toHaveValue('Guadalupe');
  await expect(page.getByLabel('Edit level')).toHaveValue('nurse');
  await expect(page.getByLabel('Administrator')).toBeChecked();
  await expect(second).toHaveURL(`${demo.base}/account`);
  expect(await stored(page)).not.toContain('vestibule.draft');
});

test('the other tab locks, however late the word of the first one reaches the server', async ({ page, context }) => {
  await logIn(page, 'dr.lee');
  const second = await context.newPage();
  await second.goto(`${demo.base}/settings/users/new`);
  await second.getByLabel('First name').fill('Guadalupe');
  await page.bringToFront();
  await page.route('**/lock', async (route) => {
    await new Promise((done) => { setTimeout(done, 1_500); });
    await route.continue();
  });
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(second).toHaveURL(/\/unlock\?next=%2Fsettings%2Fusers%2Fnew$/);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Locked');
  await expect(page).toHaveURL(/\/unlock/);
  await unlock(page, 'dr.lee');
  await expect(second.getByLabel('First name')).toHaveValue('Guadalupe');
});

test('what was typed never comes to another person, and passwords come to nobody', async ({ page }) => {
  await logIn(page, 'dr.lee');
  await page.goto(`${demo.base}/account/new-password`);
  await page.getByLabel('New password', { exact: true }).fill('seven purple walruses at noon');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  expect(await stored(page)).not.toContain('vestibule.draft');
  await unlock(page, 'dr.lee');
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('');
  await page.goto(`${demo.base}/settings/users/new`);
  await page.getByLabel('First name').fill('Guadalupe');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  expect(await stored(page)).toContain('vestibule.draft');
  // The other one goes to the log-in by hand, past Switch user.
  await logIn(page, 'office');
  await page.goto(`${demo.base}/settings/users/new`);
  await expect(page.getByLabel('First name')).toHaveValue('');
  expect(await stored(page)).not.toContain('vestibule.draft');
});

test('a tab of somebody else does not follow silently', async ({ page, context }) => {
  await logIn(page, 'dr.lee');
  await page.goto(`${demo.base}/account`);
  const second = await context.newPage();
  await logIn(second, 'frontdesk');
  await expect(page).toHaveURL(`${demo.base}/switched`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maria Gomez is logged in now');
});

test('the lock screen has no accessibility violations and fits 320 pixels', async ({ page }) => {
  await logIn(page, 'dr.lee');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  const scan = await new AxeBuilder({ page }).analyze();
  expect(scan.violations).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByLabel('Password', { exact: true }).fill('not it at all');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.locator('#error-summary')).toContainText('4 tries are left');
  await page.getByRole('button', { name: 'Switch user' }).click();
  await expect(page).toHaveURL(`${demo.base}/login`);
});
