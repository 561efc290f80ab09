// Passkeys, with Chromium's own virtual authenticator in place of a fingerprint reader.

import { expect, test, type CDPSession, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { practice } from './support/demo.js';
import { submit, type } from './support/log-in.js';
import { invitationTo, mailTo } from './support/outbox.js';
import { invited, person, type Person } from './support/people.js';

interface Device {
  wire: CDPSession;
  id: string;
}

/** A device that always finds its person present. It belongs to the page, and outlives the log-out. */
async function device(page: Page): Promise<Device> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { wire, id: authenticatorId };
}

async function present({ wire, id }: Device, enabled: boolean): Promise<void> {
  await wire.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled });
}

async function verified({ wire, id }: Device, isUserVerified: boolean): Promise<void> {
  await wire.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified });
}

async function kept({ wire, id }: Device): Promise<number> {
  const { credentials } = await wire.send('WebAuthn.getCredentials', { authenticatorId: id });
  return credentials.length;
}

async function logIn(page: Page, ana: Person): Promise<void> {
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await expect(page).toHaveURL('/home');
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByText('You are logged out.')).toBeVisible();
}

async function begin(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('link', { name: 'Add, rename or remove passkeys' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function create(page: Page, name: string): Promise<void> {
  await begin(page);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('Your passkey is ready.')).toBeVisible();
}

/** A browser without the offer in the username's box, which the device here would answer before anybody presses the button. */
async function withoutOffer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(PublicKeyCredential, 'isConditionalMediationAvailable', { value: undefined });
  });
}

const button = (page: Page) => page.getByRole('button', { name: 'Log in with a passkey' });

test('a passkey is made, logs in by the button, and is removed', async ({ page, request }) => {
  const ana = await person();
  const own = await device(page);
  await logIn(page, ana);
  await create(page, 'Front desk PC');
  await expect(page.locator('#passkeys li')).toContainText('Front desk PC');
  expect(await kept(own)).toBe(1);
  await mailTo(request, ana.address, /A passkey was added/);

  await withoutOffer(page);
  await logOut(page);
  await page.goto('/login?next=%2Faccount');
  await button(page).click();
  await expect(page).toHaveURL('/account');

  await page.goto('/account/passkeys');
  await expect(page.locator('#passkeys li')).toContainText('last used');
  await page.getByRole('link', { name: 'Rename or remove Front desk PC' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lab PC');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.locator('#passkeys li')).toContainText('Lab PC');
  await page.getByRole('link', { name: 'Rename or remove Lab PC' }).click();
  await page.getByRole('button', { name: 'Remove this passkey' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await expect(page.locator('#passkeys li')).toHaveCount(0);
  await mailTo(request, ana.address, /A passkey was removed/);
});

test('after the password a passkey may stand for 30 days in this browser', async ({ page }) => {
  const ana = await person();
  await device(page);
  await withoutOffer(page);
  await logIn(page, ana);
  await create(page, 'Laptop');
  await logOut(page);
  const password = async () => {
    await page.goto('/login');
    await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
    await submit(page);
  };
  await password();
  await expect(page).toHaveURL('/login/code');
  await page.getByRole('checkbox', { name: /on this browser for 30 days/ }).check();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/home');
  await logOut(page);
  await password();
  await expect(page).toHaveURL('/home');
});

test('the browser offers a passkey in the username’s box, and nothing is typed or pressed', async ({ page }) => {
  const ana = await person();
  const own = await device(page);
  await logIn(page, ana);
  await create(page, 'Laptop');
  await present(own, false);
  await logOut(page);
  await present(own, true);
  await page.goto('/login');
  await expect(page).toHaveURL('/home');
  await expect(page.getByText(ana.username, { exact: true })).toBeVisible();
});

test('a device that has one already, and one that does not know its person, are told apart', async ({ page }) => {
  const ana = await person();
  const own = await device(page);
  await logIn(page, ana);
  await create(page, 'Laptop');
  await begin(page);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('This device already has a passkey for your account.')).toBeVisible();

  await verified(own, false);
  await logOut(page);
  await page.goto('/login');
  await button(page).click();
  await expect(page.getByText('Nothing was done: the request was closed')).toBeVisible();
  await expect(page).toHaveURL('/login');
  await verified(own, true);
  await button(page).click();
  await expect(page).toHaveURL('/home');
});

test('a passkey that the server does not know is refused in the usual words, and the device forgets it', async ({ page }) => {
  const ana = await person();
  const own = await device(page);
  await logIn(page, ana);
  await create(page, 'Laptop');
  // Removed here, while the device is left alone.
  await page.evaluate(() => {
    Object.defineProperty(PublicKeyCredential, 'signalAllAcceptedCredentials', { value: undefined });
  });
  const { credentials } = await own.wire.send('WebAuthn.getCredentials', { authenticatorId: own.id });
  await page.getByRole('link', { name: 'Rename or remove Laptop' }).click();
  await page.getByRole('button', { name: 'Remove this passkey' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await withoutOffer(page);
  await logOut(page);
  if ((await kept(own)) === 0) {
    await own.wire.send('WebAuthn.addCredential', { authenticatorId: own.id, credential: credentials[0] as never });
  }
  await page.goto('/login');
  await button(page).click();
  await expect(page.locator('#error-summary')).toContainText("We couldn't log you in with those details.");
  // Told by the browser's own call, so that it is not offered again.
  await expect.poll(() => kept(own)).toBe(0);
});

test('without passkeys in the browser nothing of them is shown, and the page says why', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'PublicKeyCredential', { value: undefined });
  });
  const scripts: string[] = [];
  page.on('request', (one) => scripts.push(one.url()));
  const ana = await person();
  await page.goto('/login');
  await awake(page);
  await expect(button(page)).toBeHidden();
  await logIn(page, ana);
  await page.goto('/account/passkeys');
  await expect(page.getByText('This browser cannot make passkeys')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden();
  expect(scripts.filter((url) => url.includes('passkey') && !url.endsWith('/account/passkeys'))).toEqual([]);
});

test('somebody who was invited comes with a passkey, and needs no password', async ({ page }) => {
  const ana = await invited();
  const own = await device(page);
  await page.goto(await invitationTo(page.request, ana.address));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Practice Access Code').fill(practice().access_code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Step 2 of 2: how you log in');
  // Nobody was there: the page says so, and the invitation is as it was.
  await verified(own, false);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('Nothing was done: the request was closed, or took too long.')).toBeVisible();
  await verified(own, true);
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByText('Your passkey is ready and you are logged in.')).toBeVisible();
  expect(await kept(own)).toBe(1);
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, Ana');

  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByLabel('Password')).toHaveCount(0);
  await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
  await expect(page).toHaveURL('/home');
  await logOut(page);
  await page.goto('/login');
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await expect(page).toHaveURL('/home');
  await page.goto('/account');
  await expect(page.locator('#password')).toContainText('You have none: you log in with a passkey.');
});
