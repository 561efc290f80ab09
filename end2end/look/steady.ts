// What differs from one run to the next though nobody changed the product, and how a picture hides it.

import { type Locator, type Page } from '@playwright/test';

/** Painted over: made at random, or changing while one looks. */
const MASKED = [
  '.qr', // the key of an authenticator app, as a picture
  '.key', // and in letters
  '[data-reset-code] code', // a code to tell in person
  '[data-emergency-left]', // runs down by the second
  '.countdown', // so does this
];

/** Texts that each demo makes anew, and what stands in the picture instead: of the same kind and length, so that nothing moves. */
const REWRITTEN: [RegExp, string][] = [
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/, '2026-01-01T00:00:00Z'],
  [/\b\d{4}-\d{2}-\d{2}\b/, '2026-01-01'],
  [/\b\d{2}\/\d{2}\/\d{4}\b/, '01/01/2026'],
  [/\b\d{1,2}\/\d{1,2}(?![\d/])/, '01/01'],
  [/\b\d{1,2}:\d{2}(:\d{2})?\b/, '00:00'],
  // Practice IDs, Practice Access Codes and codes in messages.
  [/\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]\b/, 'ABC-120-B'],
  [/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/, 'ABCDE-12345'],
  [/\b\d{6}\b/, '000000'],
  // Ids and tokens in addresses, and the port of the run.
  [/\b[0-9a-f]{32}\b/, '0'.repeat(32)],
  // The build, and the browser that Playwright says it is.
  [/\b[0-9a-f]{12}\b/, '0'.repeat(12)],
  [/\bChrome \d+(\.\d+)+/, 'Chrome 100.0.0.0'],
  [/\/link\/[\w-]+/, '/link/0000'],
  [/\b(localhost|127\.0\.0\.1):\d+/, 'localhost:4000'],
  // People whom the run made up.
  [/\b(temp|nobody)-\d+(-\d+)+/, '$1-0-1'],
  [/\bRuiz \d+\b/, 'Ruiz 1'],
];

/** Scrolls the open page to its top, where bars that stick belong, and rewrites its texts and boxes. To be called at the moment of the picture: a page may still set a time until then. */
export async function steady(page: Page): Promise<void> {
  await page.evaluate((rules) => {
    scrollTo({ left: 0, top: 0, behavior: 'instant' });
    const patterns = rules.map(([source, to]) => [new RegExp(source, 'g'), to] as const);
    const same = (text: string): string => patterns.reduce((all, [from, to]) => all.replace(from, to), text);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const now = node.nodeValue ?? '';
      // An unchanged node is left alone: writing is work for the browser, too.
      if (same(now) !== now) node.nodeValue = same(now);
    }
    for (const box of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
      if (same(box.value) !== box.value) box.value = same(box.value);
    }
  }, REWRITTEN.map(([from, to]): [string, string] => [from.source, to]));
}

export function masked(page: Page): Locator[] {
  return MASKED.map((selector) => page.locator(selector));
}
