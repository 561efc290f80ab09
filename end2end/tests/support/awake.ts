import { expect, test, type Page } from '@playwright/test';

/** Whether the test runs with scripts. */
export const scripted = (): boolean => test.info().project.use.javaScriptEnabled !== false;

/**
 * With scripts: touches the page as a moved pointer does, and waits until its application has woken up. A key pressed before that works too,
 * but a focus may be told twice.
 */
export async function awake(page: Page): Promise<void> {
  if (!scripted()) return;
  await page.dispatchEvent('html', 'pointermove');
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');
}
