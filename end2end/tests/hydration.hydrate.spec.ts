import { expect, test } from '@playwright/test';

import { awake } from './support/awake.js';
import { logIn } from './support/log-in.js';
import { PUBLIC, SIGNED_IN, STILL } from './support/pages.js';

for (const path of [...PUBLIC, ...SIGNED_IN]) {
  const still = STILL.includes(path);
  test(`${path} ${still ? 'stays as it came' : 'hydrates'} without a word in the console`, async ({ page }) => {
    if (SIGNED_IN.includes(path)) await logIn(page);
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => {
      // That a link is over (410) is the page's answer and no fault in it.
      const answer = message.text().includes('status of 410') && message.location().url.endsWith(path);
      if (['error', 'warning'].includes(message.type()) && !answer) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));

    await page.goto(path);
    if (still) await page.waitForLoadState('networkidle');
    else await awake(page);
    // What hydration set in motion shows by the second frame.
    await page.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    }));
    expect(said).toEqual([]);
    const bundles = asked.map((url) => /([a-z-]+)\.[0-9a-f]+\.wasm$/.exec(url)?.[1]).filter(Boolean);
    const bundle = SIGNED_IN.includes(path) ? 'signed-in' : 'public';
    expect(bundles, 'WASM is fetched for live pages only, and from one side of the log-in').toEqual(still ? [] : [bundle]);
  });
}

test('a person beside the list wakes up without a word in the console, alone and after another', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) said.push(message.text()); });
  page.on('pageerror', (error) => said.push(String(error)));
  await logIn(page);
  await page.goto('/settings/users');
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  await page.reload();
  await awake(page);
  await page.getByRole('link', { name: 'Ortiz, Olivia' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Olivia Ortiz' })).toBeVisible();
  expect(said).toEqual([]);
});
