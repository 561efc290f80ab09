import { expect, test } from '@playwright/test';

import { awake } from './support/awake.js';
import { logIn } from './support/log-in.js';

/** Bytes over the wire of one bundle. */
const WASM = 300_000;

test('/login is light, and its WASM comes after it', async ({ page, context }) => {
  // What went over the wire, headers included, in bytes; only the protocol of the browser's tools tells.
  const wire = await context.newCDPSession(page);
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.set(urls.get(requestId) ?? '', encodedDataLength);
  });
  await wire.send('Network.enable');

  await page.goto('/login');
  await awake(page);

  // Whatever was asked for before the load event is part of the page. (The icon is not in this list; it holds up nothing.)
  const first = await page.evaluate(() => {
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const loaded = page?.loadEventStart ?? 0;
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < loaded);
    return [location.href, ...before.map(({ name }) => name)].filter((url) => !url.startsWith('data:'));
  });
  const list = [...bytes].map(([url, size]) => `${first.includes(url) ? 'page ' : 'later'} ${size} ${url}`).join('\n');
  const wasm = [...bytes.keys()].find((url) => url.endsWith('.wasm')) ?? '';

  expect(first.length, list).toBeLessThanOrEqual(4);
  expect(first.reduce((sum, url) => sum + (bytes.get(url) ?? Number.NaN), 0), list).toBeLessThanOrEqual(30_000);
  expect(first, 'WASM is asked for once the page has loaded').not.toContain(wasm);
  expect(bytes.get(wasm), list).toBeLessThan(WASM);
});

test('what wakes the pages behind the log-in is no heavier', async ({ page, request }) => {
  await logIn(page);
  await page.goto('/settings/users');
  const wasm = await page.locator('script[data-wasm]').getAttribute('data-wasm');
  const answer = await request.get(wasm ?? '', { headers: { 'Accept-Encoding': 'br' } });
  expect(answer.headers()['content-encoding']).toBe('br');
  expect(Number(answer.headers()['content-length'])).toBeLessThan(WASM);
});
