// The practice's logo: chosen, refused, seen on paper, taken away. In one project alone, since the practice has one.

import { expect, test } from '@playwright/test';

import { logIn } from './support/log-in.js';

/** A picture of 300 by 100, made by the browser itself. */
const draw = `(() => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [900, 300];
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#0b6477';
  pen.fillRect(0, 0, 900, 300);
  return canvas.toDataURL('image/jpeg').split(',')[1];
})()`;

test('a logo is chosen, stands on what is printed, and is taken away', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/practice');
  await page.getByRole('link', { name: 'Add a logo' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#logo-error')).toHaveText('Choose a file first.');
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#logo-error')).toContainText('no PNG or JPEG picture, whatever its name says');

  const picture = Buffer.from(await page.evaluate<string>(draw), 'base64');
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer: picture });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const shown = page.getByRole('img', { name: /^Logo of / });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([600, 200]);

  await page.goto('/home');
  const head = page.locator('.print-head');
  await expect(head).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(head.locator('img')).toBeVisible();
  await expect.poll(() => head.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600);
  await page.emulateMedia({ media: 'screen' });

  await page.goto('/settings/practice/logo');
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(shown).toBeHidden();
});
