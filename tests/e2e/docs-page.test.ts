import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';

describe.skipIf(!hasChromium)(`the API page, ${inChromium}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it('signs a demo person in, who then tries a call', async () => {
    const page = await browser.newPage();
    await page.goto(`${stack().status.api_url}/docs`);
    const readMe = page.locator('#operations-identity-readMe, [id$="-readMe"]').first();
    await page.locator('#operations-tag-identity').click();
    await readMe.waitFor();
    await page.getByLabel('Demo person').selectOption('manager@tatame.test');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('You are manager@tatame.test.').waitFor();
    await readMe.click();
    await readMe.getByRole('button', { name: 'Try it out' }).click();
    await readMe.getByRole('button', { name: 'Execute' }).click();
    const answer = readMe.locator('.live-responses-table .highlight-code').first();
    await answer.waitFor();
    expect(await answer.innerText()).toContain('"email": "manager@tatame.test"');
  });
});
