import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type CDPSession, type Page } from '@playwright/test';

import { scripted } from './support/awake.js';
import { nobody, practice } from './support/demo.js';
import { fail, logIn } from './support/log-in.js';
import { invitationTo } from './support/outbox.js';
import { PUBLIC, SIGNED_IN, STILL } from './support/pages.js';
import { addPerson, invited } from './support/people.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
type Look = readonly ['light' | 'dark', number];
const LOOKS: Look[] = [['light', 1280], ['light', 768], ['light', 320], ['dark', 1280], ['dark', 768], ['dark', 320]];
// Without scripts a page has other parts, in the same colours and the same grid; one that is never hydrated has nearly none.
const LOOKS_WITHOUT_SCRIPTS: Look[] = [['light', 320], ['dark', 1280]];
const LOOKS_OF_STILL: Look[] = [['light', 320]];
// A theme changes colours and nothing else: in the second one, only these are looked at again.
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

// axe waits on timers, which stand still where scripts are off. So the switch is our own here: a page of the project
// no-js loads and answers without scripts, and they are allowed again, too late for its own, when axe comes.
test.use({ javaScriptEnabled: true });

async function allowScripts(page: Page, allowed: boolean): Promise<void> {
  if (scripted()) return;
  let wire = wires.get(page);
  if (wire === undefined) wires.set(page, wire = await page.context().newCDPSession(page));
  await wire.send('Emulation.setScriptExecutionDisabled', { value: !allowed });
}
const wires = new WeakMap<Page, CDPSession>();

test.beforeEach(async ({ page }) => allowScripts(page, false));

/** Looks at the page that is open, light and dark, wide and narrow. */
async function sweep(page: Page, still = false): Promise<void> {
  test.slow(test.info().timeout < 60_000, 'axe looks at many parts');
  await allowScripts(page, true);
  const without = still ? LOOKS_OF_STILL : LOOKS_WITHOUT_SCRIPTS;
  for (const [colorScheme, width] of scripted() ? LOOKS : without) {
    // Without motion, a colour is not measured on its way from light to dark.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const where = `${page.url()}, ${colorScheme}, ${width} px`;

    const axe = new AxeBuilder({ page });
    const all = colorScheme === 'light' || !scripted();
    const { violations } = await (all ? axe.withTags(TAGS) : axe.withRules(OF_COLOURS)).analyze();
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    expect(found, where).toEqual([]);

    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, `sideways scrolling on ${where}`).toBeLessThanOrEqual(0);
  }
}

for (const path of PUBLIC) {
  test(`${path} has no violation and no sideways scrolling`, async ({ page }) => {
    await page.goto(path);
    await sweep(page, STILL.includes(path));
  });
}

test('nor has the answer to a failed log-in', async ({ page }) => {
  await fail(page, { practice_id: 'ABD-120-B', username: nobody(), password: 'whatever' });
  await sweep(page);
});

// One log-in for some pages: a sweep names the page it fails on, and a hash for each page would be half of the time.
const TOGETHER = 6;
for (let from = 0; from < SIGNED_IN.length; from += TOGETHER) {
  const paths = SIGNED_IN.slice(from, from + TOGETHER);
  test(`nor have ${paths.join(', ')}`, async ({ page }) => {
    test.setTimeout(TOGETHER * 45_000);
    await logIn(page);
    for (const path of paths) {
      await allowScripts(page, false);
      await page.goto(path);
      await sweep(page, STILL.includes(path));
    }
  });
}

test('nor has the page of a person, with a code shown', async ({ page }) => {
  await logIn(page);
  await addPerson(page);
  await page.getByRole('button', { name: 'Show a code to tell in person' }).click();
  await expect(page.locator('[data-reset-code]')).toBeVisible();
  await sweep(page);
});

test('nor have the steps of an invitation', async ({ page }) => {
  const { address } = await invited();
  await page.goto(await invitationTo(page.request, address));
  await sweep(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Practice Access Code').fill('123456');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await sweep(page);
  await page.getByLabel('Practice Access Code').fill(practice().access_code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Step 2 of 2');
  await sweep(page);
});

test('nor has the page of somebody who was invited', async ({ page }) => {
  const { username } = await invited();
  await logIn(page);
  await page.goto(`/settings/users?q=${username}`);
  await page.getByRole('link', { name: 'Ruiz, Ana' }).click();
  await expect(page.getByRole('heading', { name: 'Invitation' })).toBeVisible();
  await sweep(page);
});

test('nor has the page of a person beside the list', async ({ page }) => {
  await logIn(page);
  await page.goto('/settings/users?sort=last-log-in&dir=desc');
  await page.getByRole('link', { name: 'Kim, Jin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jin Kim' })).toBeVisible();
  await sweep(page);
});
