import { expect, test } from '@playwright/test';

import { practice } from './support/demo.js';
import { logIn, submit, type } from './support/log-in.js';
import { person } from './support/people.js';

test('a story is told in parts, each with its own address', async ({ page }) => {
  const ana = await person();
  await logIn(page);
  await page.goto(`/settings/users?q=${ana.username}`);
  await page.getByRole('link', { name: 'Ruiz, Ana' }).first().click();
  const story = page.locator('#story');
  await expect(story.getByText('Password was set: with the invitation that Susan Lee sent')).toBeVisible();
  await story.getByRole('link', { name: 'Refused' }).click();
  await expect(page).toHaveURL(new RegExp(`q=${ana.username}&story=refused`));
  await expect(story.getByText('Nothing yet.')).toBeVisible();
  await story.getByRole('link', { name: 'Changes' }).click();
  await expect(story.getByText('Was added')).toBeVisible();
  await expect(story.getByRole('link', { name: 'Changes' })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: 'Back to EHR Users' }).click();
  await expect(page).toHaveURL(`/settings/users?q=${ana.username}`);
});

test('an administrator logs somebody out, and sees what they prove themselves with', async ({ page, browser }, info) => {
  const ana = await person();
  const context = await browser.newContext({ ...info.project.use });
  const theirs = await context.newPage();
  await theirs.goto('/login');
  await type(theirs, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(theirs);
  await expect(theirs).toHaveURL('/home');
  await logIn(page);
  await page.goto(`/settings/users?q=${ana.username}`);
  await page.getByRole('link', { name: 'Ruiz, Ana' }).first().click();
  await expect(page.getByRole('heading', { name: 'How Ana proves who it is' })).toBeVisible();
  await expect(page.locator('#sessions li')).toHaveCount(1);
  await page.getByRole('button', { name: 'Log Ana out everywhere' }).click();
  await expect(page.getByText('Logged out there.')).toBeVisible();
  await theirs.goto('/home');
  await expect(theirs).toHaveURL(/\/login/);
  await context.close();
});

test('a person has a browser forgotten', async ({ page }) => {
  const ana = await person();
  await page.goto('/login');
  await type(page, { practice_id: practice().practice_id, username: ana.username, password: ana.password });
  await submit(page);
  await page.goto('/account');
  const browsers = page.locator('#browsers');
  await expect(browsers.locator('li')).toHaveCount(1);
  await expect(browsers.getByText('This browser')).toBeVisible();
  await browsers.getByRole('button', { name: /^Forget:/ }).click();
  await expect(page.getByText('Forgotten. The next log-in there is one from a new browser.')).toBeVisible();
  await expect(browsers.getByText('None now.')).toBeVisible();
});
