// The page as somebody without a mouse uses it.

import { expect, type Locator, type Page } from '@playwright/test';

/** Tabs on until the target has the focus. Every stop on the way has to show that it has it. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press(key);
    await showsFocus(page);
    if (await target.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${key} does not reach ${target}`);
}

/** Tabs to a box and types into it. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Tabs to a link or button and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** The names of all stops from the page's beginning to its end; or of so many, the other way with Shift+Tab. */
export async function stops(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 100): Promise<string[]> {
  const names: string[] = [];
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return null;
      const labels = (at as HTMLInputElement).labels;
      return (at.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? at.textContent ?? '').trim();
    });
    // Past the last one the focus leaves the page, and would come in again at the first.
    if (name === null) return names;
    await showsFocus(page);
    names.push(name);
  }
  expect(most, `${key} leaves the page after ${names.join(', ')}`).toBeLessThan(100);
  return names;
}

/** What has the focus is within sight and has a ring at least two pixels strong (WCAG 2.4.7, 2.4.11). */
async function showsFocus(page: Page): Promise<void> {
  const { what, seen } = await page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return { what: 'the end of the page', seen: true };
    // A tile's link has its ring round the whole tile.
    const ring = [null, '::after'].some((part) => {
      const style = getComputedStyle(at, part);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    const { left, top, width, height } = at.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const on = document.elementFromPoint(x, y);
    return { what: at.outerHTML.slice(0, 200), seen: ring && on !== null && (at.contains(on) || on.contains(at)) };
  });
  expect(seen, `the focus shows on ${what}`).toBe(true);
}
