// What the log-in page sees while someone is typing.

import { expect, test } from '@playwright/test';

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
