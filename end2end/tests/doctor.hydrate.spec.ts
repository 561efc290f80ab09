// What the log-in page sees while someone is typing.

import { expect, test } from '@playwright/test';

import { awake } from './support/awake.js';
import { nobody } from './support/demo.js';
import { fail, type } from './support/log-in.js';
import { EXAMPLE } from './support/practice-id.js';

test('Caps Lock is named while it is on', async ({ page }) => {
  await page.goto('/login');
  await awake(page);

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

test('a tap after a refused try says what it did, leads on to the password, and the strip follows', async ({ page }) => {
  const name = nobody();
  await fail(page, { practice_id: name, username: EXAMPLE, password: 'whatever' });
  await awake(page);
  await page.getByRole('button', { name: 'Swap them' }).click();
  await expect(page.locator('#error-summary')).toHaveCount(0);
  await expect(page.locator('[role=status] [data-told]')).toHaveText('The boxes are put right. Type your password.');
  await expect(page.locator('[name=password]')).toBeFocused();
  await expect(page).toHaveTitle('Log in');
  const strip = page.getByRole('list', { name: 'Characters of Practice ID' });
  await expect(strip.getByRole('listitem')).toHaveText([...EXAMPLE]);
});

test('a tap before the try leads to the first box that is empty, or to the button', async ({ page }) => {
  await page.goto('/login');
  await awake(page);
  for (const [username, focused] of [['', '[name=username]'], [nobody(), 'form#login button[type=submit]']] as const) {
    await type(page, { practice_id: 'ABC-120-8', username, password: 'whatever' });
    await page.getByRole('button', { name: 'Use ABC-120-B' }).click();
    await expect(page.locator('[name=practice_id]')).toHaveValue('ABC-120-B');
    await expect(page.locator(focused).first()).toBeFocused();
  }
});

test('a space that came with a pasted password is taken off with one tap', async ({ page }) => {
  await page.goto('/login');
  await awake(page);
  await type(page, { practice_id: EXAMPLE, username: nobody(), password: 'whatever ' });
  await page.locator('[name=password]').evaluate((box) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'whatever ');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
  });
  await page.getByRole('button', { name: 'Try without the space' }).click();
  await expect(page.locator('[name=password]')).toHaveValue('whatever');
  await expect(page.locator('[data-told]')).toContainText('The space is gone');
});

test('nothing empty stands between the heading and the form', async ({ page }) => {
  await page.goto('/login');
  const gap = await page.evaluate(() => {
    const before = [...document.querySelectorAll('.login-card > :not([hidden])')].filter((one) => one.getBoundingClientRect().height > 0);
    const at = before.findIndex((one) => one.id === 'login');
    const [above, form] = [before[at - 1], before[at]];
    return (form?.getBoundingClientRect().top ?? 99) - (above?.getBoundingClientRect().bottom ?? 0);
  });
  expect(gap).toBeLessThanOrEqual(24);
});
