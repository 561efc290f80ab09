// A browser of its own for one test: with a profile and switches that a page cannot set.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium as browserType, type BrowserContext, type Page } from '@playwright/test';

import { chromium, chromiumArgs, port } from './environment.js';

export interface Own {
  /** Switches for the command line. */
  args?: string[];
  /** The profile's settings, as the browser itself stores them. */
  preferences?: object;
}

/** Runs `deed` in a browser with a new profile, whose window has the size the command line says, as a person's has. */
export async function inOwnBrowser(own: Own, deed: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'vestibule-profile-'));
  if (own.preferences !== undefined) {
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(own.preferences));
  }
  const context = await browserType.launchPersistentContext(profile, {
    executablePath: chromium,
    args: [...chromiumArgs, ...(own.args ?? [])],
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    // The window's own: nothing is emulated.
    viewport: null,
    deviceScaleFactor: undefined,
  });
  try {
    await deed(context.pages()[0] ?? await context.newPage(), context);
  } finally {
    await context.close();
    // The browser may still be writing when it says that it has ended.
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
