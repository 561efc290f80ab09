import { defineConfig, devices } from '@playwright/test';

import { chromium, chromiumArgs, credentialsFile, dir, port, root, server } from './tests/support/environment.js';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const arguments_ = ['--addr', `127.0.0.1:${port}`, '--data-dir', dir, '--credentials', credentialsFile];

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides something.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    ...devices['Desktop Chrome'],
    // The name the demo builds its links with, so that its origin check accepts our forms.
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromium, args: chromiumArgs },
  },
  // Every spec runs twice; what only WASM can do is in *.hydrate.spec.ts.
  projects: [
    { name: 'hydrated' },
    { name: 'no-js', use: { javaScriptEnabled: false }, testIgnore: /\.hydrate\.spec\.ts$/ },
  ],
  webServer: {
    command: [server, 'demo', ...arguments_].map(quote).join(' '),
    cwd: root,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 60_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    // All tests come from one address, as a whole clinic does. One that fails on purpose invents its own username,
    // so no counter is shared; only the count of such usernames for this address has to be out of the way.
    env: { VESTIBULE__LOCKOUT__NETWORK_IDENTIFIERS: '100000', VESTIBULE__LOG__FILTER: 'warn' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
