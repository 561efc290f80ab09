// What a computer does to the log-in: each cause is told by its own name, and log-in works wherever it can.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { nobody, practice, user } from './support/demo.js';
import { port } from './support/environment.js';
import { fail, logIn, submit, type } from './support/log-in.js';
import { inOwnBrowser } from './support/own-browser.js';
import { EXAMPLE } from './support/practice-id.js';

/** A usual laptop. */
const SCREEN = '--screen-info={1366x768}';
const FULL = '--window-size=1366,768';

const finding = (page: Page, id: string) => page.locator(`[data-finding="${id}"]:visible`);

/** The log-in page names this cause and no other; the page that checks the computer names it too. */
async function told(page: Page, id: string): Promise<void> {
  await page.goto('/login');
  await awake(page);
  await expect(finding(page, id)).toHaveCount(1);
  await expect(page.locator('[data-finding]:visible')).toHaveCount(1);
  await page.goto('/check');
  await expect(finding(page, id)).toHaveCount(1);
}


test('an ordinary window is told nothing', async () => {
  await inOwnBrowser({ args: [SCREEN, FULL] }, async (page) => {
    await page.goto('/login');
    await awake(page);
    await expect(page.locator('[data-finding]:visible')).toHaveCount(0);
    await page.goto('/check');
    await expect(page.locator('[data-all-well]')).toBeVisible();
    await logIn(page);
  });
});

test('a window of 800 by 600 on a large screen is a small window', async () => {
  await inOwnBrowser({ args: [SCREEN, '--window-size=800,600'] }, async (page) => {
    await told(page, 'small-window');
    await logIn(page);
  });
});

test('a screen of 800 by 600 is a small screen', async () => {
  await inOwnBrowser({ args: ['--screen-info={800x600}', '--window-size=800,600'] }, async (page) => {
    await told(page, 'small-screen');
    await logIn(page);
  });
});

test('zoom is told with its size', async () => {
  // The browser stores a zoom as a power of 1.2.
  const preferences = { partition: { default_zoom_level: { x: Math.log(1.5) / Math.log(1.2) } } };
  await inOwnBrowser({ args: [SCREEN, FULL], preferences }, async (page) => {
    await told(page, 'zoomed');
    await expect(finding(page, 'zoomed')).toContainText('150 %');
    await logIn(page);
  });
});

test('text enlarged in the browser\'s settings is told with its size', async () => {
  const preferences = { webkit: { webprefs: { default_font_size: 24 } } };
  await inOwnBrowser({ args: ['--screen-info={1100x768}', '--window-size=1000,768'], preferences }, async (page) => {
    await told(page, 'enlarged-text');
    await expect(finding(page, 'enlarged-text')).toContainText('150 %');
    await logIn(page);
  });
});

test('a pop-up is told, offers a full window, and logs in', async () => {
  await inOwnBrowser({ args: [SCREEN, FULL] }, async (page, context) => {
    /** Without a screen the browser makes it as large as the others, and a pop-up only until its next page. */
    const popup = async (path: string): Promise<Page> => {
      const opened = context.waitForEvent('page');
      await page.evaluate((to) => { window.open(to, '_blank', 'popup,width=500,height=500'); }, path);
      return opened;
    };
    await page.goto('/help');
    for (const path of ['/login', '/check']) {
      const small = await popup(path);
      await awake(small);
      await expect(finding(small, 'popup')).toBeVisible();
      const full = context.waitForEvent('page');
      await finding(small, 'popup').getByRole('link', { name: 'Open full size' }).click();
      const tab = await full;
      await expect(tab).toHaveURL('/login');
      await expect(finding(tab, 'popup')).toHaveCount(0);
      expect(await tab.evaluate(() => window.opener), 'the pop-up has no hold on it').toBeNull();
    }

    const small = await popup('/login');
    await type(small, { practice_id: practice().practice_id, username: 'office', password: user('office').password });
    await submit(small);
    await expect(small).toHaveURL('/home');
  });
});

test('a window without bars, as of a saved icon, is told and offers a full one', async () => {
  await inOwnBrowser({ args: [SCREEN, FULL, `--app=http://localhost:${port}/login`] }, async (page) => {
    await told(page, 'standalone');
    await page.goto('/login');
    await expect(finding(page, 'standalone').getByRole('link', { name: 'Open full size' })).toBeVisible();
    await logIn(page);
  });
});

test('blocked cookies are told before and after a try', async () => {
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await inOwnBrowser({ args: [SCREEN, FULL], preferences }, async (page) => {
    await told(page, 'cookies-blocked');
    await fail(page, { practice_id: EXAMPLE, username: nobody(), password: 'whatever' });
    await expect(finding(page, 'cookies-blocked')).toHaveCount(1);
    // With the first key the findings of that try go; this one still holds.
    await page.locator('[name=username]').press('a');
    await expect(finding(page, 'cookies-blocked')).toHaveCount(1);

    // With the right password there is no session to show for it, and the reason stands there.
    await type(page, { practice_id: practice().practice_id, username: 'office', password: user('office').password });
    await submit(page);
    await expect(page).toHaveURL('/login?next=%2Fhome');
    await expect(finding(page, 'cookies-blocked')).toHaveCount(1);
  });
});

test('an address without https, on another computer, is told', async () => {
  await inOwnBrowser({ args: [SCREEN, FULL, '--host-resolver-rules=MAP practice.test 127.0.0.1'] }, async (page) => {
    await page.goto(`http://practice.test:${port}/login`);
    await expect(finding(page, 'not-https')).toBeVisible();
  });
});

test.describe('without WebAssembly', () => {
  const args = [SCREEN, FULL, '--js-flags=--jitless'];

  test('log-in works, and the page that checks the computer names it', async () => {
    await inOwnBrowser({ args }, async (page) => {
      await page.goto('/check');
      // The boot script measures, the server judges when asked.
      await page.locator('form[action="/check"] button').click();
      await expect(finding(page, 'wasm-off')).toBeVisible();
      await logIn(page);
    });
  });

  test('the doctor works by post, and so does its remedy', async () => {
    await inOwnBrowser({ args }, async (page) => {
      const name = nobody();
      await fail(page, { practice_id: name, username: EXAMPLE, password: 'whatever' });
      await finding(page, 'swapped-fields').getByRole('button', { name: 'Swap them' }).click();
      await expect(page.locator('[name=practice_id]')).toHaveValue(EXAMPLE);
      await expect(page.locator('[name=username]')).toHaveValue(name);
    });
  });

  test('a lost network and blocked cookies are still told', async () => {
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    await inOwnBrowser({ args, preferences }, async (page, context) => {
      await page.goto('/login');
      await expect(finding(page, 'cookies-blocked')).toHaveCount(1);
      await context.setOffline(true);
      await expect(finding(page, 'offline')).toHaveCount(1);
    });
  });
});

test('offline is told, nothing typed is lost, and back online the same button logs in', async ({ page, context }) => {
  const { username, password } = user('nurse.kim');
  await page.goto('/login');
  await awake(page);
  await type(page, { practice_id: practice().practice_id, username, password });
  await context.setOffline(true);
  await expect(finding(page, 'offline')).toBeVisible();
  await submit(page);
  await expect(finding(page, 'offline')).toContainText('Nothing was sent.');
  await expect(page.locator('[name=username]')).toHaveValue(username);
  await expect(page.locator('[name=password]')).toHaveValue(password);

  await context.setOffline(false);
  await expect(finding(page, 'offline')).toHaveCount(0);
  await submit(page);
  await expect(page).toHaveURL('/home');
});

test('a clock that is wrong is told', async ({ page }) => {
  await page.clock.install({ time: Date.now() + 20 * 60_000 });
  await page.goto('/check');
  await page.clock.runFor(3_000);
  await expect(finding(page, 'clock-skew')).toContainText('20 minutes fast');
});

test('a network\'s sign-in page is told', async ({ page }) => {
  await page.route('**/healthz', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Guest network</h1>' }));
  await page.goto('/check');
  await expect(finding(page, 'captive-portal')).toBeVisible();
});

test('a page that a newer release outlived is told', async ({ page }) => {
  await page.route('**/healthz', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'x-app-build': 'another' } });
  });
  await page.goto('/check');
  await expect(finding(page, 'stale-page')).toBeVisible();
});

test('an application that does not arrive is told, and the log-in works without it', async ({ page }) => {
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto('/check');
  await expect(page.locator('html')).toHaveAttribute('data-wasm', 'failed');
  await page.locator('form[action="/check"] button').click();
  await expect(finding(page, 'wasm-off')).toContainText('did not arrive');
  await logIn(page);
});

test('in a frame there is no form, only the reason and the way out', async ({ page }) => {
  const intranet = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(`<title>Intranet</title><iframe src="http://localhost:${port}/login"></iframe>`);
  });
  await new Promise<void>((listening) => { intranet.listen(0, '127.0.0.1', listening); });
  try {
    await page.goto(`http://127.0.0.1:${(intranet.address() as AddressInfo).port}/`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('[data-finding="framed"]')).toBeVisible();
    await expect(frame.locator('form, input, button')).toHaveCount(0);
    await expect(frame.getByRole('link')).toHaveCount(1);
    const opened = page.context().waitForEvent('page');
    await frame.getByRole('link').click();
    await logIn(await opened);
  } finally {
    intranet.close();
  }
});
