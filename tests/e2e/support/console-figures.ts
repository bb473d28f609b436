import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasChromium, startChromium } from '../../../testkit/browser/chromium.ts';
import { stack } from '../../../testkit/http/stack.ts';
import { overflowOf, shoot, violationsOf, watchOrigins } from './console-page.ts';

/** A page of the console that shows figures, in a browser of its own for the tests of a file. */
export interface FiguresPage {
  readonly page: Page;
  /**
   * Tries what every such page must: no barrier, no overflow, its policy kept, no other machine asked.
   * @param shows what is there once the page is whole: its charts, unless it has none
   */
  isFitForAll(name: string, shows?: string): void;
}

/** Opens a page by its link, then makes it show the demo's own rows: other tests leave theirs. */
export function openFigures(link: string, choose: (page: Page) => Promise<void>): FiguresPage {
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
    await page.getByRole('navigation').getByRole('link', { name: link }).click();
    await choose(page);
  });
  afterAll(() => browser?.close());

  return {
    get page() {
      return page;
    },
    isFitForAll(name, shows = 'figure svg') {
      it.each(
        [
          ['a desk, light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
          ['a phone, dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
        ] as const,
      )('has no barrier and fits with its figures: %s', async (at, { colorScheme, viewport }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await page.reload();
        await page.locator(shows).first().waitFor();
        await shoot(page, `${name}-${at.replaceAll(/\W+/g, '-')}`);
        expect(await violationsOf(page)).toEqual([]);
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      });

      it('keeps to its policy, and asked nothing of any other machine', () => {
        expect(complaints).toEqual([]);
        expect([...origins]).toEqual([new URL(stack().status.console_url).origin]);
      });
    },
  };
}
