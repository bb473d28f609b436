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
  await page.getByRole('navigation').getByRole('link', { name: 'Owner' }).click();
  // Other tests leave gyms of theirs.
  const gyms = page.getByRole('combobox', { name: 'Gym' });
  const demo = await gyms.locator('option', { hasText: 'Tatame Dojo' }).first()
    .getAttribute('value');
  const address = new URL(page.url());
  address.searchParams.set('gym', demo!);
  await page.goto(address.href);
});

afterAll(() => browser?.close());

/** The numbers of a table, column by column, and those that its chart shows. */
async function numbersOf(title: string): Promise<{ table: string[]; chart: string[] }> {
  const rows = page.getByRole('region', { name: title, exact: true }).locator('tbody tr');
  const cells = await Promise.all(
    (await rows.all()).map((row) => row.locator('td').allInnerTexts()),
  );
  const chart = page.locator(`figure[data-series="${title}"] svg`);
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
    const main = await page.locator('main').innerText();
    expect(main).toContain('manager@tatame.test');
    expect(main).toMatch(/\d+ joined, [1-9]\d* came back, [1-9]\d* left/);
    expect(main).toContain('Attendance by class');
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
    await shoot(page, `owner-${name.replaceAll(/\W+/g, '-')}`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  it('keeps to its policy, and asked nothing of any other machine', () => {
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([new URL(stack().status.console_url).origin]);
  });
});
