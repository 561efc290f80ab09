// Log-in, reset and account for somebody whose browser asks for Spanish: no page has a word of English left.

import { expect, test, type Page } from '@playwright/test';

import { awake } from './support/awake.js';
import { nobody, practice } from './support/demo.js';
import { linkTo } from './support/outbox.js';
import { ANSWER, person, withQuestion } from './support/people.js';
import { EXAMPLE } from './support/practice-id.js';
import { englishAmong } from './support/texts.js';

test.use({ locale: 'es-MX' });

/** All that is read or spoken: title, texts, also hidden ones, and names of controls. Names in another language say so. */
async function allTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [document.title];
    const other = (at: Element | null) => at?.closest('[lang]:not(html):not([lang^=es]), [translate=no], script, style') != null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
      const text = at.textContent ?? '';
      if (text.trim() !== '' && !other(at.parentElement)) found.push(text);
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-show', 'data-hide', 'data-show-label', 'data-hide-label']) {
      for (const at of document.body.querySelectorAll(`[${name}]`)) if (!other(at)) found.push(at.getAttribute(name) ?? '');
    }
    return found;
  });
}

async function inSpanish(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  if (await page.locator('script[data-hydrate]').count() === 1) await awake(page);
  const texts = await allTexts(page);
  expect(texts.length, `texts of ${page.url()}`).toBeGreaterThan(10);
  expect(englishAmong(texts), page.url()).toEqual([]);
}

async function enter(page: Page, id: string, username: string, password: string): Promise<void> {
  const form = page.locator('form#login');
  await form.getByLabel('ID del consultorio', { exact: true }).fill(id);
  await form.getByLabel('Nombre de usuario', { exact: true }).fill(username);
  await form.locator('[name=password]').fill(password);
  await form.getByRole('button', { name: 'Iniciar sesión', exact: true }).click();
}

test('English on a page would be found', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/login');
  const texts = await allTexts(page);
  expect(englishAmong(texts).length).toBeGreaterThan(10);
  await context.close();
});

test('log-in, refused for every reason that the doctor names', async ({ page }) => {
  test.slow();
  await page.goto('/login');
  await inSpanish(page);
  const tries: [string, string, string][] = [
    [EXAMPLE, nobody(), 'whatever'],
    ['ABC-120-C', nobody(), ' whatever’ '],
    [nobody(), EXAMPLE, 'whatever'],
    ['kim@example.org', 'mar\u00eda', 'whatever'],
    [`${EXAMPLE} ${nobody()}`, '', ''],
    [' ABC 12O B', `\u200b${nobody()} `, 'whatever'],
    ['\u0410BC-120-B', 'whatever', 'whatever'],
    ['ABC-120', '', ''],
    ['', '', ''],
  ];
  for (const [id, username, password] of tries) {
    await page.goto('/login');
    await enter(page, id, username, password);
    await expect(page.locator('#error-summary')).toBeVisible();
    await inSpanish(page);
  }
});

for (const path of ['/', '/help', '/check', '/reset', '/reset/code', '/reset/open', '/nowhere']) {
  test(`${path} is in Spanish`, async ({ page }) => {
    await page.goto(path);
    await inSpanish(page);
  });
}

test('reset by oneself, and the account', async ({ page }) => {
  test.slow();
  const ana = await withQuestion(await person());
  await page.goto('/login');
  await page.getByRole('link', { name: 'Restablecer contraseña' }).click();
  await page.locator('[name=practice_id]').fill('ABC-120-C');
  await page.locator('[name=username]').fill(ana.username);
  await page.getByRole('button', { name: 'Enviarme un enlace' }).click();
  await inSpanish(page);
  await page.locator('[name=practice_id]').fill(practice().practice_id);
  await page.getByRole('button', { name: 'Enviarme un enlace' }).click();
  await expect(page).toHaveURL('/reset/sent');
  await inSpanish(page);

  await page.goto(await linkTo(page.request, ana.address));
  await inSpanish(page);
  await page.getByRole('button', { name: 'Continuar' }).click();
  await inSpanish(page);
  await page.locator('[name=answer]').fill('Sopa de lentejas');
  await page.getByRole('button', { name: 'Continuar' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await inSpanish(page);
  await page.locator('[name=answer]').fill(ANSWER);
  await page.getByRole('button', { name: 'Continuar' }).click();
  await inSpanish(page);
  const password = 'siete morsas moradas al mediodía';
  await page.locator('[name=new_password]').fill('corta');
  await page.getByRole('button', { name: 'Establecer contraseña' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await inSpanish(page);
  await page.locator('[name=new_password]').fill(password);
  await page.getByRole('button', { name: 'Establecer contraseña' }).click();
  await expect(page).toHaveURL(/\/login/);
  await inSpanish(page);

  await enter(page, practice().practice_id, ana.username, password);
  await expect(page).toHaveURL('/home');
  await inSpanish(page);
  await page.goto('/account');
  await inSpanish(page);
  await page.locator('#password a').click();
  await inSpanish(page);
  await page.locator('form#change-password [name=current_password]').fill('no es esta');
  await page.locator('form#change-password [name=new_password]').fill('aaaaaaaaaaaaaaaaaa');
  await page.locator('form#change-password button[type=submit]').click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await inSpanish(page);
});
