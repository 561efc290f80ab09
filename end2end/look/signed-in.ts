// One log-in for all pages behind it: each of its own would be one line more in lists that the pages show.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Page } from '@playwright/test';

import { dir } from '../tests/support/environment.js';
import { leaveFreely, logIn } from '../tests/support/log-in.js';

// A worker that is started anew after a failure goes on with it.
const COOKIES = join(dir, 'cookies.json');

type Cookies = Parameters<ReturnType<Page['context']>['addCookies']>[0];

/** As the administrator, who is logged in at the first call. */
export async function signIn(page: Page): Promise<void> {
  if (existsSync(COOKIES)) {
    leaveFreely(page);
    await page.context().addCookies(JSON.parse(readFileSync(COOKIES, 'utf8')) as Cookies);
  } else {
    await logIn(page);
    writeFileSync(COOKIES, JSON.stringify(await page.context().cookies()));
  }
}
