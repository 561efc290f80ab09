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
