// What the log-in page sees while someone is typing.

import { chromium as browserType, expect, test } from '@playwright/test';

import { chromium, chromiumArgs } from './support/environment.js';
import { logIn } from './support/log-in.js';

test('Caps Lock is named while it is on', async ({ page }) => {
  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');

  // Pressing the key through the browser's protocol does not set the state; an event that carries it does.
  const press = (capsLock: boolean): Promise<void> => page.locator('[name=password]').evaluate((field, on) => {
    for (const type of ['keydown', 'keyup']) {
      field.dispatchEvent(new KeyboardEvent(type, { key: 'A', code: 'KeyA', bubbles: true, modifierCapsLock: on }));
    }
  }, capsLock);

  await press(true);
  await expect(page.locator('[data-finding="caps-lock"]')).toBeVisible();
  await press(false);
  await expect(page.locator('[data-finding="caps-lock"]:visible')).toHaveCount(0);
});

test.describe('below the recommended size', () => {
  test.use({ viewport: { width: 800, height: 600 } });

  test('the page says so and works', async ({ page }) => {
    await page.goto('/login');
    await expect(page.locator('[data-finding="small-window"], [data-finding="small-screen"]').first()).toBeVisible();
    await logIn(page);
  });
});

test('without WebAssembly the log-in works, and /check names it', async ({ baseURL }) => {
  const browser = await browserType.launch({
    executablePath: chromium,
    // Some managed computers switch compilation off; WebAssembly goes with it.
    args: [...chromiumArgs, '--js-flags=--jitless'],
  });
  try {
    const page = await browser.newPage({ baseURL, locale: 'en-US' });
    await logIn(page);
    await page.goto('/check');
    // The boot script measures; without WebAssembly it is the server that judges, when asked.
    await page.locator('form[action="/check"] button').click();
    await expect(page.locator('[data-finding="wasm-off"]')).toBeVisible();
  } finally {
    await browser.close();
  }
});
