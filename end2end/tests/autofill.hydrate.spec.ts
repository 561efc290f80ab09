// What a browser fills in by itself. The saved password is a real one: the browser's own password manager has it.

import { expect, test, type BrowserContext, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { practice, user, type User } from './support/demo.js';
import { port } from './support/environment.js';
import { submit } from './support/log-in.js';
import { inOwnBrowser } from './support/own-browser.js';

const finding = (page: Page, id: string) => page.locator(`[data-finding="${id}"]:visible`);

/** A browser with this password saved for us. */
async function withSaved({ username, password }: Pick<User, 'username' | 'password'>, deed: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  await inOwnBrowser({}, async (page, context) => {
    await page.goto('chrome://password-manager/passwords');
    await page.evaluate(async (entry) => {
      interface Manager { addPassword(entry: object): Promise<void> }
      const { passwordsPrivate } = (globalThis as unknown as { chrome: { passwordsPrivate: Manager } }).chrome;
      await passwordsPrivate.addPassword({ ...entry, note: '', useAccountStore: false });
    }, { username, password, url: `http://localhost:${port}/login` });
    // A page of its own: the manager's one may not lead to others.
    await deed(await context.newPage(), context);
  });
}

/** Which boxes the browser has filled in. Asked without what would count as a person's deed and release the values. */
async function filled(page: Page): Promise<string[]> {
  const wire = await page.context().newCDPSession(page);
  const expression = '[...document.querySelectorAll("#login :autofill")].map((box) => box.name).join()';
  const { result } = await wire.send('Runtime.evaluate', { expression, userGesture: false, returnByValue: true });
  await wire.detach();
  return String(result.value).split(',').filter((name) => name !== '');
}

/** The log-in page as a browser sees it that fills in on its own: the word that holds Chromium back is taken out. */
async function forEagerBrowser(page: Page): Promise<void> {
  await page.route('**/login', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(' webauthn"', '"') });
  });
}

test('on its own the browser fills in nothing', async () => {
  await withSaved(user('nurse.kim'), async (page) => {
    await page.goto('/help');
    await page.goto('/login');
    await awake(page);
    expect(await filled(page)).toEqual([]);
  });
});

test('what was filled in before the application woke up is what is sent', async () => {
  await withSaved(user('nurse.kim'), async (page) => {
    await forEagerBrowser(page);
    let wake = (): void => undefined;
    const slow = new Promise<void>((resolve) => { wake = resolve; });
    await page.route(/\.wasm$/, async (route) => {
      await slow;
      await route.continue();
    });
    await page.goto('/login');
    await expect.poll(() => filled(page)).toEqual(['username', 'password']);
    wake();
    await awake(page);
    expect(await filled(page), 'waking up empties no box').toEqual(['username', 'password']);
    await page.locator('[name=practice_id]').pressSequentially(practice().practice_id);
    await submit(page);
    await expect(page).toHaveURL('/home');
  });
});

test('a saved password that is old is told after the try', async () => {
  await withSaved({ username: 'autofill-old', password: 'last year\'s password' }, async (page) => {
    await forEagerBrowser(page);
    await page.goto('/login');
    await expect.poll(() => filled(page)).toEqual(['username', 'password']);
    await page.locator('[name=practice_id]').pressSequentially(practice().practice_id);
    await submit(page);
    await expect(page.locator('#error-summary')).toBeVisible();
    await expect(finding(page, 'autofilled')).toBeVisible();
    await expect(finding(page, 'half-autofilled')).toHaveCount(0);
  });
});

test('another username over a saved password is told after the try', async () => {
  await withSaved({ username: 'autofill-half', password: 'a saved password' }, async (page) => {
    await forEagerBrowser(page);
    await page.goto('/login');
    await expect.poll(() => filled(page)).toEqual(['username', 'password']);
    await page.locator('[name=practice_id]').pressSequentially(practice().practice_id);
    await page.locator('[name=username]').press('End');
    await page.locator('[name=username]').pressSequentially('-2');
    expect(await filled(page)).toEqual(['password']);
    await submit(page);
    await expect(page.locator('#error-summary')).toBeVisible();
    await expect(finding(page, 'half-autofilled')).toBeVisible();
  });
});

test('another practice than the remembered one, with a saved password, is told after the try', async () => {
  await withSaved({ username: 'autofill-moved', password: 'a saved password' }, async (page, context) => {
    await context.addCookies([{ name: '__Host-practice', value: practice().practice_id, url: 'https://localhost', secure: true }]);
    await forEagerBrowser(page);
    await page.goto('/login');
    await expect(page.locator('[name=practice_id]')).toHaveValue(practice().practice_id);
    await expect.poll(() => filled(page)).toEqual(['username', 'password']);
    await page.locator('[name=practice_id]').press('Control+a');
    await page.locator('[name=practice_id]').pressSequentially('ABC-120-B');
    await submit(page);
    await expect(page.locator('#error-summary')).toBeVisible();
    await expect(finding(page, 'autofill-other-practice')).toBeVisible();
  });
});
