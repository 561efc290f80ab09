// A demo of a test file's own, for settings that the others do not share.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { freePort, root, server } from './environment.js';
import { submit, type } from './log-in.js';

interface Credentials {
  practices: { practice_id: string; users: { username: string; password: string }[] }[];
}

/** Starts before the file's first test and stops after its last. */
export class OwnDemo {
  base = '';
  private dir = '';
  private credentials: Credentials = { practices: [] };
  private running: ChildProcess | undefined;

  /** `settings` makes the variables, from a folder that is removed in the end. */
  constructor(settings: (dir: string) => Record<string, string>) {
    test.beforeAll(async () => this.start(settings));
    test.afterAll(async () => this.stop());
  }

  password(username: string): string {
    const one = this.credentials.practices[0]?.users.find((user) => user.username === username);
    if (one === undefined) throw new Error(`no ${username}`);
    return one.password;
  }

  /** Sends the log-in form; where it leads is the caller's to say. */
  async enter(page: Page, username: string): Promise<void> {
    await page.goto(`${this.base}/login`);
    await type(page, { practice_id: this.credentials.practices[0]?.practice_id ?? '', username, password: this.password(username) });
    await submit(page);
  }

  private async start(settings: (dir: string) => Record<string, string>): Promise<void> {
    this.dir = mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
    const port = await freePort();
    this.base = `http://localhost:${port}`;
    this.running = spawn(server, ['demo', '--addr', `127.0.0.1:${port}`, '--data-dir', this.dir], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, ...settings(this.dir), VESTIBULE__LOG__FILTER: 'warn' },
    });
    await expect(async () => expect((await fetch(`${this.base}/readyz`)).ok).toBe(true)).toPass({ timeout: 25_000 });
    this.credentials = JSON.parse(readFileSync(join(this.dir, 'credentials.json'), 'utf8')) as Credentials;
  }

  private async stop(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill('SIGTERM');
    await ended;
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
