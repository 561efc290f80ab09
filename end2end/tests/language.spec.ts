import { expect, test } from '@playwright/test';

test('a button changes the language, and the choice stays', async ({ page }) => {
  await page.goto('/login');
  const heading = page.getByRole('heading', { level: 1 });
  const english = await heading.innerText();
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);

  await page.locator('form[action="/language"]').getByRole('button', { name: 'Español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^es/);
  await expect(page).toHaveURL('/login');
  await expect(heading).not.toHaveText(english);

  await page.goto('/help');
  await expect(page.locator('html')).toHaveAttribute('lang', /^es/);
});

test.describe('a browser that asks for Spanish', () => {
  test.use({ locale: 'es-MX' });

  test('gets Spanish', async ({ page }) => {
    await page.goto('/login');
    await expect(page.locator('html')).toHaveAttribute('lang', /^es/);
    await expect(page.locator('form#login button[type=submit]')).not.toHaveText('Log in');
  });
});
