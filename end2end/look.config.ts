import { defineConfig } from '@playwright/test';

import base from './playwright.config.js';

/** The pictures of every page: the same demo and browser as the tests', but one test at a time, so that every run finds the same data. */
export default defineConfig({
  ...base,
  testDir: 'look',
  fullyParallel: false,
  workers: 1,
  // Six looks on a page, some of them long.
  timeout: 120_000,
  projects: [{ name: 'look' }],
  use: { ...base.use, trace: 'off' },
  globalTeardown: './look/contact-sheet.ts',
});
