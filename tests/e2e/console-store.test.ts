import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';
import { overflowOf, shoot, violationsOf, watchOrigins } from './support/console-page.ts';

let browser: Browser;
let page: Page;
let origins: Set<string>;
const complaints: string[] = [];

beforeAll(async () => {
  if (!hasChromium) return;
  browser = await startChromium();
  page = await browser.newPage();
  origins = watchOrigins(page);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(stack().status.console_url);
  await page.getByRole('navigation').getByRole('link', { name: 'Store' }).click();
  // Other tests leave shops of theirs.
  const shops = page.getByRole('combobox', { name: 'Shop' });
  const demo = await shops.locator('option', { hasText: 'tatame-dojo.' }).getAttribute('value');
  const chosen = page.waitForURL((url) => url.searchParams.get('shop') === demo);
  await shops.selectOption(demo);
  if (!page.url().includes('shop=')) await page.getByRole('button', { name: 'Show' }).click();
  await chosen;
});

afterAll(() => browser?.close());

/** The numbers of a table, without its sums, and those that its chart shows; zeros are left out. */
async function numbersOf(title: string): Promise<{ table: string[]; chart: string[] }> {
  const table = page.getByRole('region', { name: title, exact: true });
  const cells = await table.locator('tbody tr:not(.total) td:not(.total)').allInnerTexts();
  const chart = page.locator(`figure[data-crosstab="${title}"] svg`);
  await chart.waitFor();
  return {
    table: cells.filter((number) => number !== '0'),
    chart: await chart.locator('g[aria-label=text] text').allTextContents(),
  };
}

describe.skipIf(!hasChromium)(`the store in the console, ${inChromium}`, () => {
  it.each([
    'Segments and training',
    'Movement between segments',
    'Our segments and Shopify’s groups',
  ])(
    'shows the numbers of %s twice: in a table, and in a chart that needs no colour',
    async (title) => {
      const { table, chart } = await numbersOf(title);
      expect(table.length).toBeGreaterThan(4);
      expect(chart).toEqual(table);
    },
  );

  it('says how the shop stands, and whose eyes it looks with', async () => {
    const main = await page.locator('main').innerText();
    expect(main).toContain('stale');
    expect(main).toContain('manager@tatame.test');
    expect(main).toContain('Tatame Dojo');
  });

  it.each(
    [
      ['a desk, light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
      ['a phone, dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
    ] as const,
  )('has no barrier and fits with its charts: %s', async (name, { colorScheme, viewport }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await page.reload();
    await page.locator('figure svg').first().waitFor();
    await shoot(page, `store-${name.replaceAll(/\W+/g, '-')}`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  it('keeps to its policy, and asked nothing of any other machine', () => {
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([new URL(stack().status.console_url).origin]);
  });
});
