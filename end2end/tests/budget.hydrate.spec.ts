import { expect, test } from '@playwright/test';

const WASM = /\/pkg\/app\.[0-9a-f]+\.(js|wasm)$/;

test('/login is light, and its WASM comes after it', async ({ page, context }) => {
  const wire = await context.newCDPSession(page);
  const requests = new Map<string, { url: string; bytes: number }>();
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    requests.set(requestId, { url: request.url, bytes: 0 });
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request !== undefined) request.bytes = encodedDataLength;
  });
  await wire.send('Network.enable');

  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'ready');

  const all = [...requests.values()];
  const late = all.filter(({ url }) => WASM.test(new URL(url).pathname));
  const first = all.filter((request) => !late.includes(request));
  const list = all.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join('\n');

  expect(first.length, list).toBeLessThanOrEqual(4);
  expect(first.reduce((sum, { bytes }) => sum + bytes, 0), list).toBeLessThanOrEqual(30_000);

  const wasm = late.find(({ url }) => url.endsWith('.wasm'));
  expect(wasm?.bytes, list).toBeGreaterThan(0);
  expect(wasm?.bytes, list).toBeLessThan(300_000);

  // Of resources the browser keeps the moment it asked for them; the load event is the page's own.
  const headStart = await page.evaluate(() => {
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const wasm = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm'));
    return (wasm?.startTime ?? 0) - (page?.loadEventStart ?? Number.POSITIVE_INFINITY);
  });
  expect(headStart, 'WASM is asked for once the page has loaded').toBeGreaterThanOrEqual(0);
});
