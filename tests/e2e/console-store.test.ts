import { describe, expect, it } from 'vitest';
import { hasChromium, inChromium } from '../../testkit/browser/chromium.ts';
import { openFigures } from './support/console-figures.ts';

const shown = openFigures('Store', async (page) => {
  const shops = page.getByRole('combobox', { name: 'Shop' });
  const demo = await shops.locator('option', { hasText: 'tatame-dojo.' }).getAttribute('value');
  const chosen = page.waitForURL((url) => url.searchParams.get('shop') === demo);
  await shops.selectOption(demo);
  if (!page.url().includes('shop=')) await page.getByRole('button', { name: 'Show' }).click();
  await chosen;
});

/** The numbers of a table, without its sums, and those that its chart shows; zeros are left out. */
async function numbersOf(title: string): Promise<{ table: string[]; chart: string[] }> {
  const table = shown.page.getByRole('region', { name: title, exact: true });
  const cells = await table.locator('tbody tr:not(.total) td:not(.total)').allInnerTexts();
  const chart = shown.page.locator(`figure[data-crosstab="${title}"] svg`);
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
    const main = await shown.page.locator('main').innerText();
    expect(main).toContain('stale');
    expect(main).toContain('manager@tatame.test');
    expect(main).toContain('Tatame Dojo');
  });

  shown.isFitForAll('store');
});
