// The log-in form, used the way a person would.

import { expect, type Page, type Response } from '@playwright/test';

import { practice, user } from './demo.js';

export interface Typed {
  practice_id?: string;
  username?: string;
  password?: string;
}

/** Types into the form of the page that is open. What is not given stays empty. */
export async function type(page: Page, typed: Typed): Promise<void> {
  const form = page.locator('form#login');
  await form.locator('[name=practice_id]').fill(typed.practice_id ?? '');
  await form.locator('[name=username]').fill(typed.username ?? '');
  await form.locator('[name=password]').fill(typed.password ?? '');
}

/** Presses the button. Says nothing about the answer: a page may refuse before anything is sent. */
export async function submit(page: Page): Promise<void> {
  await page.locator('form#login').getByRole('button', { name: 'Log in', exact: true }).click();
}

/** The answer to the next form that is posted; to be asked for before the click. */
export function nextPost(page: Page): Promise<Response> {
  return page.waitForResponse((one) => one.request().method() === 'POST');
}

/** A test leaves half-typed forms where it likes; a person is asked. */
export function leaveFreely(page: Page): void {
  page.on('dialog', (dialog) => { void dialog.accept().catch(() => {}); });
}

/** From nothing to the page behind the log-in. */
export async function logIn(page: Page, username = 'dr.lee'): Promise<void> {
  leaveFreely(page);
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username, password: user(username).password });
  await submit(page);
  await expect(page).toHaveURL('/home');
}

/** A log-in that cannot succeed; the answer is the page again. */
export async function fail(page: Page, typed: Typed): Promise<void> {
  await page.goto('/login');
  await type(page, typed);
  await submit(page);
  await expect(page.locator('#error-summary')).toBeVisible();
}
