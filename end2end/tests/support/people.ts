// People made for one test alone.

import { expect, request, type APIRequestContext, type Page } from '@playwright/test';

import { practice, user } from './demo.js';
import { port } from './environment.js';
import { invitationTo } from './outbox.js';

let made = 0;

function newName(): string {
  made += 1;
  return `temp-${process.env.TEST_WORKER_INDEX ?? '0'}-${process.pid}-${made}`;
}

/** Adds a person as the administrator who is logged in, and ends on their page. Returns the username. */
export async function addPerson(page: Page): Promise<string> {
  const username = newName();
  await page.goto('/settings/users/new');
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill(`Ruiz ${made}`);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Add a user' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Ana Ruiz ${made}` })).toBeVisible();
  return username;
}

export interface Person {
  username: string;
  address: string;
  password: string;
}

/** Somebody who was invited and has not come yet. */
export async function invited(): Promise<Person> {
  const username = newName();
  const address = `${username}@elm.example`;
  const password = 'nine green herons in a row';
  const desk = await newRequest();
  await post(desk, '/login', { practice_id: practice().practice_id, username: 'dr.lee', password: user('dr.lee').password });
  await post(desk, '/settings/users/new', { username, first_name: 'Ana', last_name: 'Ruiz', email: address, phone: '', level: 'staff' });
  await desk.dispose();
  return { username, address, password };
}

/** A person with an address and a password, made without a browser: the forms are posted. */
export async function person(): Promise<Person> {
  const one = await invited();
  const { address, password } = one;
  const own = await newRequest();
  await own.get(await invitationTo(own, address), { maxRedirects: 0 });
  await post(own, '/invitation', { deed: 'open' });
  await post(own, '/invitation', { deed: 'code', access_code: practice().access_code });
  await post(own, '/invitation', { deed: 'password', new_password: password });
  // No browser of theirs is known: the first that a test logs in with is the first.
  await post(own, '/account', { deed: 'forget-browsers' });
  await post(own, '/logout', {});
  await own.dispose();
  return one;
}

/** The answer that `withQuestion` sets. */
export const ANSWER = 'Red lentil soup';

/** Gives the person the security question that a reset by oneself asks. */
export async function withQuestion(one: Person): Promise<Person> {
  const own = await newRequest();
  await post(own, '/login', { practice_id: practice().practice_id, username: one.username, password: one.password });
  await post(own, '/account', { deed: 'question', question: 'dish', answer: ANSWER, confirm_password: one.password });
  await own.dispose();
  return one;
}

async function newRequest(): Promise<APIRequestContext> {
  return request.newContext({ baseURL: `http://localhost:${port}` });
}

/** Posts a form that must succeed. */
async function post(from: APIRequestContext, path: string, form: Record<string, string>): Promise<void> {
  const answer = await from.post(path, { form, maxRedirects: 0 });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(303);
}
