// What no address alone shows: answers, steps, other people's views. They come after the pages, for they add people and messages.

import { expect, type Page } from '@playwright/test';

import { practice } from '../tests/support/demo.js';
import { port } from '../tests/support/environment.js';
import { fail, leaveFreely, logIn, submit, type } from '../tests/support/log-in.js';
import { invitationTo, linkTo } from '../tests/support/outbox.js';
import { addPerson, ANSWER, invited, person, withQuestion, type Person } from '../tests/support/people.js';
import { signIn } from './signed-in.js';

/** Names of pictures, and how to get there. */
export const STATES: Record<string, (page: Page) => Promise<void>> = {
  'log-in-failed': (page) => fail(page, { practice_id: 'ABD-120-B', username: 'rosa.klein', password: 'whatever' }),
  'no-such-page': async (page) => { await page.goto('/no-such-page'); },
  'not-allowed': async (page) => {
    await logIn(page, 'nurse.kim');
    await page.goto('/settings');
  },
  'home-of-a-nurse': (page) => logIn(page, 'nurse.kim'),
  'person-beside-the-list': async (page) => {
    await signIn(page);
    await page.goto('/settings/users?sort=last-log-in&dir=desc');
    await page.getByRole('link', { name: 'Kim, Jin' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  },
  'facility-added': async (page) => {
    await signIn(page);
    await page.goto('/settings/facilities/new');
    await page.getByLabel('Name', { exact: true }).fill('Elm Street');
    await page.getByLabel('Street address').fill('12 Elm Street');
    await page.getByLabel('City').fill('Portland');
    await page.getByLabel('State or territory').selectOption({ label: 'Maine' });
    await page.getByLabel('ZIP code').fill('041012345');
    await page.getByLabel('Phone').fill('213 555 0142');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Added.')).toBeVisible();
  },
  'new-user-refused': async (page) => {
    await logIn(page);
    await page.goto('/settings/users/new');
    await page.getByRole('button', { name: 'Add a user' }).click();
    await expect(page.locator('#error-summary')).toBeVisible();
  },
  'patient-added': async (page) => {
    await signIn(page);
    await page.goto('/patients/new');
    await page.getByLabel('First name').fill('María');
    await page.getByLabel('Last name').fill('Quintero');
    await page.getByLabel('Birth date').fill('2/11/1980');
    await page.getByLabel('Sex').selectOption({ label: 'Female' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL(/\/patients\/[0-9a-f]{32}/);
  },
  'patients-found': async (page) => {
    await signIn(page);
    await page.goto('/patients');
    await page.getByLabel('Look for a patient').fill('quint');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('link', { name: 'Quintero, María' })).toBeVisible();
  },
  'person-with-a-code': async (page) => {
    await logIn(page);
    await addPerson(page);
    await page.getByRole('button', { name: 'Show a code to tell in person' }).click();
    await expect(page.locator('[data-reset-code]')).toBeVisible();
  },
  'invited-person': async (page) => {
    await logIn(page);
    await openPerson(page, await invited());
    // The page says whether the mail has gone out.
    await expect(page.getByRole('heading', { name: 'Invitation' })).toBeVisible();
    await expect(async () => {
      await page.reload();
      expect(await page.getByText('The mail waits to be sent.').count()).toBe(0);
    }).toPass();
  },
  'invitation-opened': async (page) => { await invitation(page); },
  'invitation-code-refused': async (page) => {
    await invitation(page);
    await enterCode(page, '123456');
    await expect(page.locator('#error-summary')).toBeVisible();
  },
  'invitation-password': async (page) => {
    await invitation(page);
    await enterCode(page, practice().access_code);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Step 2 of 2');
  },
  'reset-question': (page) => reset(page),
  'reset-new-password': async (page) => {
    await reset(page);
    await page.locator('[name=answer]').fill(ANSWER);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByLabel('New password')).toBeVisible();
  },
  'locked': async (page) => {
    await enterAs(page, await person());
    await page.goto('/account');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(page).toHaveURL(/\/unlock/);
  },
  'emergency-bar': async (page) => {
    await inEmergency(page);
    await page.goto('/home');
  },
  'emergency-on': async (page) => {
    await inEmergency(page);
    await page.goto('/emergency');
  },
};

async function enterAs(page: Page, one: Person): Promise<void> {
  leaveFreely(page);
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: one.username, password: one.password });
  await submit(page);
  await expect(page).toHaveURL(/\/(home|account\/phone)/);
}

async function openPerson(page: Page, one: Person): Promise<void> {
  await page.goto(`/settings/users?q=${one.username}`);
  await page.getByRole('link', { name: /^Ruiz/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ruiz');
}

async function invitation(page: Page): Promise<void> {
  const { address } = await invited();
  await page.goto(await invitationTo(page.request, address));
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Practice Access Code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** Ends at the security question, behind the link from the mail. */
async function reset(page: Page): Promise<void> {
  const one = await withQuestion(await person());
  await page.goto('/reset');
  const form = page.locator('form#reset-request');
  await form.getByLabel('Practice ID').fill(practice().practice_id);
  await form.getByLabel('Username').fill(one.username);
  await form.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(await linkTo(page.request, one.address));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('[name=answer]')).toBeVisible();
}

/** Ends as somebody who has switched emergency access on. */
async function inEmergency(page: Page): Promise<void> {
  const one = await person();
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has a browser');
  // Not under the log-in of the other pages: naming somebody asks for a fresh one.
  const desk = await browser.newPage({ baseURL: `http://localhost:${port}`, locale: 'en-US' });
  await logIn(desk);
  await openPerson(desk, one);
  await desk.getByRole('button', { name: 'Allow emergency access' }).click();
  await expect(desk.getByText('They may use emergency access from now on.')).toBeVisible();
  await desk.context().close();
  await enterAs(page, one);
  await page.goto('/emergency');
  await page.getByLabel('What has happened?').fill('Nobody can be reached, and a child has to be treated.');
  await page.getByRole('button', { name: 'Switch emergency access on' }).click();
  await expect(page.getByRole('complementary', { name: 'Emergency access' })).toBeVisible();
}
