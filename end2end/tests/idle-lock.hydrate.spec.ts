// The lock in the browser: a demo of its own whose screens lock after a few seconds.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { root, server } from './support/environment.js';
import { submit, type } from './support/log-in.js';

interface Demo {
  practices: { practice_id: string; users: { username: string; password: string }[] }[];
}

let dir: string;
let base: string;
let demo: Demo;
let running: ChildProcess;

// Each waits for the real time to pass.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vestibule-idle-'));
  const port = await freePort();
  base = `http://localhost:${port}`;
  running = spawn(server, ['demo', '--addr', `127.0.0.1:${port}`, '--data-dir', dir], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, VESTIBULE__SESSION__IDLE_LOCK: '20s', VESTIBULE__LOG__FILTER: 'warn' },
  });
  await expect(async () => expect((await fetch(`${base}/readyz`)).ok).toBe(true)).toPass({ timeout: 25_000 });
  demo = JSON.parse(readFileSync(join(dir, 'credentials.json'), 'utf8')) as Demo;
});

test.afterAll(async () => {
  const ended = new Promise((done) => running.once('exit', done));
  running.kill('SIGTERM');
  await ended;
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function password(username: string): string {
  const one = demo.practices[0]?.users.find((user) => user.username === username);
  if (one === undefined) throw new Error(`no ${username}`);
  return one.password;
}

async function logIn(page: Page, username: string): Promise<void> {
  await page.goto(`${base}/login`);
  await type(page, { practice_id: demo.practices[0]?.practice_id ?? '', username, password: password(username) });
  await submit(page);
  await expect(page).toHaveURL(`${base}/home`);
}

async function unlock(page: Page, username: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password(username));
  await page.getByRole('button', { name: 'Unlock' }).click();
}

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage }));

test('left alone the screen warns, locks in both tabs, and gives back what was typed', async ({ page, context }) => {
  await logIn(page, 'dr.lee');
  const second = await context.newPage();
  await second.goto(`${base}/account`);
  await page.goto(`${base}/settings/users/new`);
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
  await expect(page).toHaveURL(`${base}/settings/users/new`);
  await expect(page.getByLabel('First name')).toHaveValue('Guadalupe');
  await expect(page.getByLabel('Edit level')).toHaveValue('nurse');
  await expect(page.getByLabel('Administrator')).toBeChecked();
  await expect(second).toHaveURL(`${base}/account`);
  expect(await stored(page)).not.toContain('vestibule.draft');
});

test('what was typed never comes to another person, and passwords come to nobody', async ({ page }) => {
  await logIn(page, 'dr.lee');
  await page.goto(`${base}/account`);
  await page.getByLabel('New password', { exact: true }).fill('seven purple walruses at noon');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  expect(await stored(page)).not.toContain('vestibule.draft');
  await unlock(page, 'dr.lee');
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('');
  await page.goto(`${base}/settings/users/new`);
  await page.getByLabel('First name').fill('Guadalupe');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveURL(/\/unlock/);
  expect(await stored(page)).toContain('vestibule.draft');
  // The other one goes to the log-in by hand, past Switch user.
  await logIn(page, 'office');
  await page.goto(`${base}/settings/users/new`);
  await expect(page.getByLabel('First name')).toHaveValue('');
  expect(await stored(page)).not.toContain('vestibule.draft');
});

test('a tab of somebody else does not follow silently', async ({ page, context }) => {
  await logIn(page, 'dr.lee');
  await page.goto(`${base}/account`);
  const second = await context.newPage();
  await logIn(second, 'frontdesk');
  await expect(page).toHaveURL(`${base}/switched`);
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
  await expect(page).toHaveURL(`${base}/login`);
});
