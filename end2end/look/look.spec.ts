import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test as base, type Page } from '@playwright/test';

import { awake } from '../tests/support/awake.js';
import { PUBLIC, SIGNED_IN } from '../tests/support/pages.js';
import { KEPT, look, nameOf, renewing } from './pictures.js';
import { signIn } from './signed-in.js';
import { STATES } from './states.js';

const test = base.extend<object, { darkroom: Page }>({
  darkroom: [async ({ browser }, use) => {
    const page = await browser.newPage();
    await use(page);
    await page.close();
  }, { scope: 'worker' }],
});

/** Nothing will come any more that changes the page. */
async function settled(page: Page): Promise<void> {
  if (await page.locator('script[data-wasm]').count() > 0) await awake(page);
  // The answer to a refused form may never fall silent; its scripts have come long before.
  else await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  // What hydration set in motion shows by the second frame.
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

for (const path of PUBLIC) {
  test(`${path} looks as it did`, async ({ page, darkroom }) => {
    await page.goto(path);
    await settled(page);
    await look(page, darkroom, nameOf(path));
  });
}

for (const path of SIGNED_IN) {
  test(`${path} looks as it did`, async ({ page, darkroom }) => {
    await signIn(page);
    await page.goto(path);
    await settled(page);
    await look(page, darkroom, nameOf(path));
  });
}

for (const [name, open] of Object.entries(STATES)) {
  test(`${name} looks as it did`, async ({ page, darkroom }) => {
    await open(page);
    await settled(page);
    await look(page, darkroom, name);
  });
}

test('no picture is kept of a page that is gone', () => {
  const pages = [...[...PUBLIC, ...SIGNED_IN].map(nameOf), ...Object.keys(STATES)];
  expect(new Set(pages).size, 'each page has a name of its own').toBe(pages.length);
  const gone = readdirSync(KEPT).filter((name) => !pages.includes(name));
  if (renewing()) gone.splice(0).forEach((name) => rmSync(join(KEPT, name), { recursive: true }));
  expect(gone).toEqual([]);
});
