// The demo's outbox: what would have gone out by mail.

import { expect, type APIRequestContext } from '@playwright/test';

interface Message {
  to: string;
  subject: string;
  text: string;
}

/** The newest message to an address whose text matches; waits for the worker. */
export async function mailTo(from: APIRequestContext, address: string, matching: RegExp): Promise<Message> {
  let found: Message | undefined;
  await expect(async () => {
    const all = (await (await from.get('/dev/outbox.json')).json()) as Message[];
    found = all.find((one) => one.to === address && matching.test(one.text));
    expect(found, `a message to ${address} that matches ${matching}`).toBeDefined();
  }).toPass();
  if (found === undefined) throw new Error('unreachable');
  return found;
}

/** The link of the newest message to an address that has one. */
export async function linkTo(from: APIRequestContext, address: string): Promise<string> {
  const link = /http\S+\/reset\/link\/\S+/;
  const mail = await mailTo(from, address, link);
  return link.exec(mail.text)?.[0] ?? '';
}

/** The link of the newest invitation to an address. */
export async function invitationTo(from: APIRequestContext, address: string): Promise<string> {
  const link = /http\S+\/invitation\/link\/\S+/;
  const mail = await mailTo(from, address, link);
  return link.exec(mail.text)?.[0] ?? '';
}
