// A browser of its own for one test: with a profile and switches that a page cannot set.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium as browserType, type BrowserContext, type Page } from '@playwright/test';

import { chromium, chromiumArgs, port } from './environment.js';

export interface Own {
  /** Switches for the command line. */
  args?: string[];
  /** Switches that the test runner would give and a person's browser does not have. */
  without?: string[];
  /** The profile's settings, as the browser itself stores them. */
  preferences?: object;
  /** The profile's folder; without one the profile is new, and gone afterwards. */
  profile?: string;
}

/** Runs `deed` in a browser whose window has the size the command line says, as a person's has. */
export async function inOwnBrowser<T>(own: Own, deed: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const profile = own.profile ?? newProfile();
  if (own.preferences !== undefined) {
    mkdirSync(join(profile, 'Default'), { recursive: true });
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(own.preferences));
  }
  const context = await browserType.launchPersistentContext(profile, {
    executablePath: chromium,
    args: [...chromiumArgs, ...(own.args ?? [])],
    ignoreDefaultArgs: own.without ?? [],
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    // The window's own: nothing is emulated.
    viewport: null,
    deviceScaleFactor: undefined,
  });
  try {
    return await deed(context.pages()[0] ?? await context.newPage(), context);
  } finally {
    await context.close();
    if (own.profile === undefined) forget(profile);
  }
}

export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'vestibule-profile-'));
}

export function forget(profile: string): void {
  // The browser may still be writing when it says that it has ended.
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
