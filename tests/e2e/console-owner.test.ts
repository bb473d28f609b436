import { describe, expect, it } from 'vitest';
import { hasChromium, inChromium } from '../../testkit/browser/chromium.ts';
import { openFigures } from './support/console-figures.ts';

const shown = openFigures('Owner', async (page) => {
  const gyms = page.getByRole('combobox', { name: 'Gym' });
  const demo = await gyms.locator('option', { hasText: 'Tatame Dojo' }).first()
    .getAttribute('value');
  const address = new URL(page.url());
  address.searchParams.set('gym', demo!);
  await page.goto(address.href);
});

/** The numbers of a table, column by column, and those that its chart shows. */
async function numbersOf(title: string): Promise<{ table: string[]; chart: string[] }> {
  const rows = shown.page.getByRole('region', { name: title, exact: true }).locator('tbody tr');
  const cells = await Promise.all(
    (await rows.all()).map((row) => row.locator('td').allInnerTexts()),
  );
  const chart = shown.page.locator(`figure[data-series="${title}"] svg`);
  await chart.waitFor();
  return {
    table: (cells[0] ?? []).flatMap((_, nth) => cells.map((row) => row[nth]!)),
    chart: await chart.locator('g[aria-label=text] text').allTextContents(),
  };
}

describe.skipIf(!hasChromium)(`a gym's figures in the console, ${inChromium}`, () => {
  it.each(['Members by month', 'Attendance by week'])(
    'shows the numbers of %s twice: in a table, and in a chart that needs no colour',
    async (title) => {
      const { table, chart } = await numbersOf(title);
      expect(table.filter((number) => number !== '0').length).toBeGreaterThan(5);
      expect(chart).toEqual(table);
    },
  );

  it('says who came and left, and whose eyes it looks with', async () => {
    const main = await shown.page.locator('main').innerText();
    expect(main).toContain('manager@tatame.test');
    expect(main).toMatch(/\d+ joined, [1-9]\d* came back, [1-9]\d* left/);
    expect(main).toContain('Attendance by class');
  });

  shown.isFitForAll('owner');
});
