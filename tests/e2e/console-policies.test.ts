import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';
import { overflowOf, shoot, violationsOf, watchOrigins } from './support/console-page.ts';

let browser: Browser;
let page: Page;
let origins: Set<string>;

beforeAll(async () => {
  if (!hasChromium) return;
  browser = await startChromium();
  page = await browser.newPage();
  origins = watchOrigins(page);
  await page.goto(stack().status.console_url);
});

afterAll(() => browser?.close());

const text = async (selector: string) => (await page.locator(selector).allInnerTexts()).join('\n');

async function openPolicies(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Policies' }).click();
  await page.getByRole('heading', { name: 'Policies', exact: true }).waitFor();
}

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

/** Keeps a picture of what is shown now, which must have no barrier and fit on a phone. */
async function keep(name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await expect.poll(() => overflowOf(page), { message: name }).toBeLessThanOrEqual(0);
  await page.setViewportSize(DESK);
  await shoot(page, name);
  expect(await violationsOf(page), name).toEqual([]);
}

describe.skipIf(!hasChromium)(`policies and their cost in the console, ${inChromium}`, () => {
  it('shows a policy as its file has it, as Postgres has it, and its mutants', async () => {
    await openPolicies();
    await keep('policies');
    await page.getByRole('link', { name: 'public.memberships' }).click();
    const policy = page.getByRole('region', { name: 'memberships_select_own_or_staff' });
    const shown = await policy.innerText();
    expect(shown).toMatch(/src\/db\/schema\/academy\/memberships\.ts:\d+/);
    expect(shown).toContain(`ofPersonsOrInGym(t.user_id, t.gym_id, 'INSTRUCTOR', 'MANAGER')`);
    expect(shown).toContain('using ((user_id = ANY (( SELECT private.person_ids()');
    await policy.getByText('The mutants, and what noticed each').click();
    expect(await policy.getByRole('row').count()).toBeGreaterThan(8);
    await keep('policies-memberships');
  });

  it('leads from there to what row security costs', async () => {
    await page.getByRole('link', { name: 'what its row security costs' }).click();
    await page.getByLabel('As', { exact: true }).selectOption({ label: 'manager@tatame.test' });
    await page.getByText(/times as long/).waitFor();
    expect(await text('.answer')).toContain('No function of a policy ran more than once');
    const often = page.getByRole('region', { name: 'How often each ran' });
    const caller = often.getByRole('row').filter({ hasText: /^private\.person_ids\(\)/ });
    expect(await caller.innerText()).toMatch(/once.*row security/s);
    await keep('cost-list');

    await page.getByRole('link', { name: 'their own rows' }).click();
    expect(await page.getByLabel('Filter').inputValue()).toContain('user_id =');
    await page.getByLabel('What').selectOption('count');
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByText('select count(*) from').waitFor();
    await keep('cost-count');
  });

  it('compares the database with the schema files on demand', async () => {
    await openPolicies();
    await page.getByRole('button', { name: 'Compare with the schema files' }).click();
    await page.getByText('At work since').waitFor();
    await expect.poll(async () => {
      await page.reload();
      return await text('main');
    }, { timeout: 280_000, interval: 6_000 }).toContain(
      'The database is what the schema files say.',
    );
    await keep('policies-drift');
  }, 300_000);

  it('asked nothing of any other machine', () => {
    expect([...origins]).toEqual([new URL(stack().status.console_url).origin]);
  });
});
