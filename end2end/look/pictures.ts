// Takes the pictures of a page and compares each with the one that is kept in `pictures/`.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test, type Page } from '@playwright/test';

import { compare, develop } from './darkroom.js';
import { masked, steady } from './steady.js';

export const KEPT = join(dirname(fileURLToPath(import.meta.url)), 'pictures');

/** In the tests' output: the pictures in full, and of what changed also before and difference. The contact sheet shows them. */
export const TAKEN = 'taken';

const WIDTHS = [1280, 768, 320];
const THEMES = ['light', 'dark'] as const;

/** So long after a window got another size, the boot script looks whether it is too small, and `/check` measures anew; in milliseconds. */
const LOOKS_AGAIN = 200;
const MEASURES_AGAIN = 1000;

/** The most that may change unseen: a letter's edge does, a button does not. */
const MOST = 0.03;
/** A line of text is taller than this, in pixels of the kept picture. */
const MOST_SIZE = 2;

/** A name for files, from a page's path: `settings-users`. */
export function nameOf(path: string): string {
  return path === '/' ? 'front' : path.slice(1).replace(/[^a-z0-9]+/g, '-');
}

/** Whether pictures that differ are replaced instead of told. */
export const renewing = (): boolean => ['all', 'changed'].includes(test.info().config.updateSnapshots);

/** Looks at the page that is open, light and dark, wide and narrow. */
export async function look(page: Page, darkroom: Page, name: string): Promise<void> {
  const out = join(test.info().project.outputDir, TAKEN, name);
  mkdirSync(out, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await resized(page);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await steady(page);
      const png = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide', mask: masked(page), maskColor: '#808080' });
      writeFileSync(join(out, `${theme}-${width}.png`), png);
      await judge(darkroom, await develop(darkroom, png), join(name, `${theme}-${width}`));
    }
  }
}

/** A timer set after the page was told fires after the page's own. */
async function resized(page: Page): Promise<void> {
  await page.evaluate((wait) => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, wait)));
  }), (page.url().endsWith('/check') ? MEASURES_AGAIN : LOOKS_AGAIN) + 20);
}

async function judge(darkroom: Page, taken: Buffer, name: string): Promise<void> {
  const at = join(KEPT, `${name}.webp`);
  const info = test.info();
  if (!existsSync(at)) {
    expect.soft(renewing(), `a picture of ${name} is kept; \`make look RENEW=1\` makes it`).toBe(true);
    if (renewing()) keep(at, taken);
    return;
  }
  const kept = readFileSync(at);
  if (kept.equals(taken)) return;
  const { size, worst, difference } = await compare(darkroom, kept, taken);
  const margin = `${name}: ${(worst * 100).toFixed(1)} % of a square, ${size} px of its size`;
  info.annotations.push({ type: 'differs', description: margin });
  if (size <= MOST_SIZE && worst <= MOST) return;
  if (renewing()) {
    keep(at, taken);
    return;
  }
  const out = join(info.project.outputDir, TAKEN, name);
  for (const [which, picture] of [['expected', kept], ['actual', taken], ['diff', difference]] as const) {
    writeFileSync(`${out}-${which}.webp`, picture);
    // The report shows three of such names side by side.
    await info.attach(`${name.replace('/', ' ')}-${which}.webp`, { path: `${out}-${which}.webp`, contentType: 'image/webp' });
  }
  expect.soft(size, `size of ${name}`).toBeLessThanOrEqual(MOST_SIZE);
  expect.soft(worst, `share of changed pixels in a square of ${name}`).toBeLessThanOrEqual(MOST);
}

function keep(at: string, picture: Buffer): void {
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, picture);
}
