// The user agreement: in a demo of its own, since it would be asked in every other test.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

import { scripted } from './support/awake.js';
import { OwnDemo } from './support/own-demo.js';

const ENGLISH = '# What we ask of you\n\nUse your own log-in, and tell nobody your password.\n\n- One person, one username\n- Lock the screen when you leave\n';
const SPANISH = '# Lo que le pedimos\n\nUse su propio inicio de sesión y no diga su contraseña a nadie.\n';

const demo = new OwnDemo((dir) => {
  writeFileSync(join(dir, 'en.md'), ENGLISH);
  writeFileSync(join(dir, 'es.md'), SPANISH);
  return {
    VESTIBULE__AGREEMENT__VERSION: 'November 2026',
    VESTIBULE__AGREEMENT__EN: join(dir, 'en.md'),
    VESTIBULE__AGREEMENT__ES: join(dir, 'es.md'),
  };
});

test.describe.configure({ mode: 'serial' });

test('whoever logs in reads the agreement first, may leave, and is asked once', async ({ page }) => {
  await demo.enter(page, 'nurse.kim');
  await expect(page).toHaveURL(`${demo.base}/account/agreement`);
  await expect(page.getByRole('heading', { name: 'What we ask of you' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'One person, one username' })).toBeVisible();
  await page.goto(`${demo.base}/account`);
  await expect(page, 'nothing else opens').toHaveURL(`${demo.base}/account/agreement`);
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { name: 'Lo que le pedimos' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByText('You are logged out.')).toBeVisible();

  await demo.enter(page, 'nurse.kim');
  await page.getByRole('button', { name: 'I agree' }).click();
  await expect(page).toHaveURL(/\/home/);
  await expect(page.getByText('Your consent is noted.')).toBeVisible();
  await page.getByRole('link', { name: 'Read the user agreement' }).click();
  await expect(page.getByText('You agreed on')).toBeVisible();
  await expect(page.getByRole('button', { name: 'I agree' })).toHaveCount(0);
  await demo.enter(page, 'nurse.kim');
  await expect(page).toHaveURL(`${demo.base}/home`);
});

test('an administrator agrees for the practice, on a page without violations', async ({ page }) => {
  await demo.enter(page, 'office');
  await expect(page.getByText('you also agree for')).toBeVisible();
  if (scripted()) {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
  await page.getByRole('button', { name: 'I agree' }).click();
  await expect(page).toHaveURL(/\/home/);
});
