// The demo's practices and people, as its credentials file tells.

import { readFileSync } from 'node:fs';

import { credentialsFile } from './environment.js';

export interface User {
  username: string;
  password: string;
  email: string | null;
  note: string;
}

export interface Practice {
  name: string;
  practice_id: string;
  access_code: string;
  users: User[];
}

/** The first practice of the demo. Read when a test runs: the server writes the file when it starts. */
export function practice(): Practice {
  const demo = JSON.parse(readFileSync(credentialsFile, 'utf8')) as { practices: Practice[] };
  const first = demo.practices[0];
  if (first === undefined) throw new Error(`${credentialsFile} lists no practice`);
  return first;
}

export function user(username: string): User {
  const found = practice().users.find((one) => one.username === username);
  if (found === undefined) throw new Error(`the demo has no user ${username}`);
  return found;
}

let made = 0;

/** A username nobody has and no other test uses, so that failed tries are counted for it alone. */
export function nobody(): string {
  made += 1;
  return `nobody-${process.env.TEST_WORKER_INDEX ?? '0'}-${made}`;
}
