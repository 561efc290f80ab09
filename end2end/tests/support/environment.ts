// What the run needs before the first test: a free port, a folder, the paths of server and browser.
//
// The runner decides once and leaves it in the environment, from where its workers inherit it.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Quiet, and without what a browser does on its own in the background. */
export const chromiumArgs = [
  '--no-sandbox', // tests may run as root, in containers
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-default-browser-check',
];

export const server = process.env.VESTIBULE_BIN
  ?? join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'debug/vestibule');

process.env.E2E_PORT ??= String(await freePort());
export const port = Number(process.env.E2E_PORT);

if (process.env.E2E_DIR === undefined) {
  const made = mkdtempSync(join(tmpdir(), 'vestibule-e2e-'));
  process.env.E2E_DIR = made;
  // The one who made it removes it; a worker never comes here.
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
}
export const dir = process.env.E2E_DIR;

export const credentialsFile = join(dir, 'credentials.json');

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const free = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => found(free));
    });
  });
}
