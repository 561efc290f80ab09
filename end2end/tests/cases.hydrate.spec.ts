// The doctor's table of cases, the same that its unit tests run, through the pages that show what it finds.
//
// Three ways lead from a fact to a sentence, and each finding has its own: while one types (WASM), in the answer to a try (the posted
// form), on the page that checks the computer (WASM, over the measured facts alone). What a page measures is put in its place.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { root } from './support/environment.js';

interface Case {
  id: string;
  hit: boolean;
  why: string;
  fields: Partial<Record<'practice_id' | 'username' | 'email' | 'password', string>>;
  device: Record<string, unknown>;
}

const ALL = JSON.parse(readFileSync(join(root, 'app/src/doctor/cases.json'), 'utf8')) as Case[];

/** Of the form with Practice ID and username. */
const CASES = ALL.filter((one) => one.fields.email === undefined);

/** Of the form for e-mail addresses. */
const EMAIL_CASES = ALL.filter((one) => one.fields.email !== undefined);

/** About comfort alone: no cause of a refused log-in, so only the page that checks the computer names them. */
const COMFORT = ['popup', 'standalone', 'zoomed', 'small-window', 'small-screen', 'display-scaled', 'enlarged-text', 'storage-blocked',
  'wasm-off', 'old-browser'];

/** Facts of the computer, whatever is typed: both pages name them. */
const COMPUTER = ['cookies-blocked', 'offline', 'captive-portal', 'not-https', 'stale-page', 'clock-skew', 'other-user-logged-in',
  'num-lock', 'keyboard-layout', 'framed'];

/** Every hit of these is named while one types. */
const WHILE_TYPING = ['caps-lock', 'num-lock', 'keyboard-layout', 'trimmed', 'swapped-fields', 'combined', 'email-in-id'];

/** And of these, the hits that are put right already, a Practice ID that is too long or no name, and a space that was pasted. */
const SOME_WHILE_TYPING = ['id-check', 'inner-space', 'hidden-chars', 'fullwidth', 'id-lookalike', 'id-length', 'pw-edge-space'];

const of = (ids: string[]) => CASES.filter((one) => ids.includes(one.id));
const notOf = (ids: string[]) => CASES.filter((one) => !ids.includes(one.id));
const name = (one: Case) => `${one.id}, ${one.hit ? 'hit' : 'miss'}: ${one.why}`;

/** Who runs as WASM cannot be told that there is none; a script that did not start posts what it knows. */
const ONLY_BY_POST = ['wasm-off', 'old-browser'];

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await awake(page);
}

/** What each case's answer shows, posted as the page's own form posts it. */
function answers(page: Page, form: string, cases: Case[]): Promise<string[][]> {
  return page.evaluate(async ([selector, all]) => {
    const own = document.querySelector<HTMLFormElement>(selector);
    if (own === null) throw new Error(`no ${selector}`);
    const found: string[][] = [];
    for (const { fields, device } of all) {
      const data = new FormData(own);
      for (const [box, text] of Object.entries(fields)) if (data.has(box)) data.set(box, text);
      data.set('device', JSON.stringify(device));
      const body = new URLSearchParams([...data].map(([key, value]) => [key, String(value)]));
      const answer = await fetch(own.action, { method: 'post', body });
      const answered = new DOMParser().parseFromString(await answer.text(), 'text/html');
      found.push([...answered.querySelectorAll<HTMLElement>('.finding')].map((one) => one.dataset.finding ?? ''));
    }
    return found;
  }, [form, cases] as const);
}

/** Every case whose finding is shown and should not be, or is not shown and should be. */
function wrong(cases: Case[], found: string[][]): string[] {
  expect(found).toHaveLength(cases.length);
  return cases.flatMap((one, i) => (found[i]?.includes(one.id) === one.hit ? [] : [`${name(one)} -> ${found[i]?.join(' ')}`]));
}

test('the answer to a try names what the case says', async ({ page }) => {
  await open(page, '/login');
  const cases = notOf(COMFORT);
  expect(wrong(cases, await answers(page, '#login', cases))).toEqual([]);
});

test('and to a try with an e-mail address', async ({ page }) => {
  await open(page, '/login/email');
  expect(wrong(EMAIL_CASES, await answers(page, '#login', EMAIL_CASES))).toEqual([]);
});

test('the page that checks the computer names by post what the case says', async ({ page }) => {
  await open(page, '/check');
  const cases = of(ONLY_BY_POST);
  expect(wrong(cases, await answers(page, 'form[action="/check"]', cases))).toEqual([]);
});

test('and in the browser', async ({ page }) => {
  await page.clock.install();
  await open(page, '/check');
  const cases = of([...COMFORT, ...COMPUTER]).filter((one) => !ONLY_BY_POST.includes(one.id));
  const found: string[][] = [];
  for (const { device } of cases) {
    await page.evaluate((facts) => { Object.assign(window, { vestibule: { device: () => facts } }); }, device);
    // The page measures again every second.
    await page.clock.runFor(1_000);
    found.push(await page.locator('.finding').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.finding ?? '')));
  }
  expect(wrong(cases, found)).toEqual([]);
});

test('while one types, keys, repairs, a wrong Practice ID and what is in the wrong box are named, and nothing else', async ({ page }) => {
  await open(page, '/login');
  const found = await page.evaluate(async (all) => {
    const shown: string[][] = [];
    for (const { fields, device } of all) {
      Object.assign(window, { vestibule: { device: () => device } });
      for (const [box, text] of Object.entries(fields)) {
        const input = document.querySelector<HTMLInputElement>(`#login [name=${box}]`);
        if (input !== null) input.value = text;
      }
      document.querySelector('#login [name=username]')?.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((drawn) => { setTimeout(drawn, 0); });
      shown.push([...document.querySelectorAll<HTMLElement>('.finding')].map((one) => one.dataset.finding ?? ''));
    }
    return shown;
  }, CASES);

  const missed = CASES.filter((one, i) => one.hit && WHILE_TYPING.includes(one.id) && !found[i]?.includes(one.id));
  expect(missed.map(name)).toEqual([]);
  const invented = CASES.filter((one, i) => !one.hit && found[i]?.includes(one.id));
  expect(invented.map(name)).toEqual([]);
  expect([...new Set(found.flat())].sort()).toEqual([...WHILE_TYPING, ...SOME_WHILE_TYPING].sort());
});

test('the lists above name findings that there are', () => {
  const ids = CASES.map((one) => one.id);
  expect([...COMFORT, ...COMPUTER, ...WHILE_TYPING, ...SOME_WHILE_TYPING].filter((id) => !ids.includes(id))).toEqual([]);
});
