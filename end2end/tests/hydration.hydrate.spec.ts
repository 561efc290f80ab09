import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';
import { PUBLIC, SIGNED_IN } from './support/pages.js';

for (const path of [...PUBLIC, ...SIGNED_IN]) {
  test(`${path} hydrates without a word in the console`, async ({ page }) => {
    if (SIGNED_IN.includes(path)) await logIn(page);
    const said: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));

    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');
    // What hydration set in motion shows by the second frame.
    await page.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    }));
    expect(said).toEqual([]);
  });
}
