import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../local/console/pages.ts';
import { silentLog } from '../../local/log/log.ts';
import { type Stack, startStack } from '../../local/stack/stack.ts';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { overflowOf, shoot, violationsOf, watchOrigins } from './support/console-page.ts';

let dataDir: string;
let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let origins: Set<string>;
let base: string;

beforeAll(async () => {
  if (!hasChromium) return;
  dataDir = await mkdtemp(join(tmpdir(), 'tatame-console-'));
  // A log of its own: what functions say of their statements then comes here.
  stack = await startStack({
    dataDir,
    ports: { api: 0, db: 0, studio: 0, console: 0 },
    log: silentLog,
  });
  base = new URL(stack.status.console_url).origin;
  browser = await startChromium();
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  origins = watchOrigins(page);
  await page.goto(stack.status.console_url);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

/** Through the navigation. */
const open = (name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

const choose = async (label: string) => {
  await page.getByLabel('As', { exact: true }).selectOption({ label });
  await page.waitForLoadState();
};
const text = async (selector: string) => (await page.locator(selector).allInnerTexts()).join('\n');

/** Keeps a picture of what is shown now, which must have no barrier. */
async function keep(name: string): Promise<void> {
  await shoot(page, name);
  expect(await violationsOf(page), name).toEqual([]);
}

describe.skipIf(!hasChromium)(`the console, ${inChromium}`, () => {
  it('takes the token out of the address', () => {
    expect(page.url()).toBe(`${base}/`);
  });

  it('leads from a person to a row they are denied, and to why', async () => {
    await open('Matrix');
    await choose('student@tatame.test');
    await page.getByText('Declared as student').waitFor();
    expect(await text('main')).toContain('Nothing differs from the matrix');
    await keep('matrix-student');

    await page.getByRole('link', { name: 'public.memberships' }).click();
    const unseen = page.getByRole('region', { name: 'Rows this person does not see' });
    await keep('matrix-memberships');
    await unseen.getByRole('link', { name: 'Why' }).first().click();
    expect(await text('.answer')).toContain('denied, without a word for student@tatame.test');
    expect(await text('.answer')).toContain('memberships_select_own_or_staff is false');
    expect(await text('main')).toContain('Nearly');
    await keep('why-denied');
  });

  it('tells a write apart: the row as it would become, and what triggers say', async () => {
    // Of the manager's gym: which rows were listed first is chance.
    const sql = postgres(stack.dbUrl, { max: 1 });
    const [row] = await sql`select m.id from memberships m join users u on u.id = m.user_id
      join gyms g on g.id = m.gym_id where u.email = 'instructor@tatame.test'
      and g.name <> 'Rival Dojo'`;
    await sql.end();
    await page.getByLabel('the row with id').fill(row!.id);
    await page.getByLabel('May they').selectOption('update');
    await page.getByLabel('What is written').fill('role=MANAGER');
    await page.getByRole('button', { name: 'Why' }).click();
    expect(await text('.answer')).toContain('denied');
    await choose('manager@tatame.test');
    await page.getByText('allowed for manager@tatame.test').first().waitFor();
    await keep('why-update');
  });

  it('runs as somebody: undone, unless this one run is kept', async () => {
    await open('Run as');
    const sql = page.getByRole('region', { name: 'SQL' });
    const run = async (statement: string, ...switches: string[]) => {
      await sql.getByLabel('Statement').fill(statement);
      for (const name of switches) await sql.getByLabel(name).check();
      await sql.getByRole('button', { name: 'Run' }).click();
      await page.waitForLoadState();
      return await text('.outcome, .notice');
    };
    const rename = `update gyms set address = 'Rua Nova' returning address`;
    const renamed = `select address from gyms where address = 'Rua Nova'`;
    expect(await run(rename)).toContain('Writing is switched off');
    expect(await run(rename, 'Allow writing')).toMatch(/1 row in .*rolled back/);
    expect(await sql.getByLabel('Keep what').isChecked()).toBe(false);
    expect(await run(renamed)).toContain('0 rows');
    expect(await run(rename, 'Allow writing', 'Keep what')).toMatch(/1 row in .*kept/);
    expect(await sql.getByLabel('Keep what').isChecked()).toBe(false);
    expect(await run(renamed)).toContain('1 row');
    expect(await run('set role postgres')).toContain('SET does not pass the database door');
    await keep('run-as-refused');
  });

  it('calls the Data API as somebody, undone in the same way', async () => {
    const api = page.getByRole('region', { name: 'Data API' });
    const call = async (method: string, path: string, body: string, ...switches: string[]) => {
      await api.getByLabel('Method').selectOption(method);
      await api.getByLabel('/rest/v1/').fill(path);
      await api.getByLabel('Body').fill(body);
      for (const name of switches) await api.getByLabel(name).check();
      await api.getByRole('button', { name: 'Run' }).click();
      await page.waitForLoadState();
      return await text('.outcome, .notice');
    };
    const path = 'gyms?address=eq.Rua%20Nova';
    expect(await call('PATCH', path, '{"address":null}')).toContain('writing is switched off');
    expect(await call('PATCH', path, '{"address":null}', 'Allow writing'))
      .toMatch(/answered 200 .*rolled back/);
    await call('GET', `${path}&select=address`, '');
    expect(await text('tbody')).toContain('Rua Nova');
  });

  it('shows a request with its statements, and leads from it to why', async () => {
    const { people, apiUrl, publishableKey } = stack;
    const { email, password } = people.find(({ key }) => key === 'student')!;
    const headers = { apikey: publishableKey, 'content-type': 'application/json' };
    const signIn = await fetch(`${apiUrl}/auth/v1/token?grant_type=password`, {
      ...{ method: 'POST', headers, body: JSON.stringify({ email, password }) },
    });
    const { access_token } = await signIn.json() as { access_token: string };
    const sql = postgres(stack.dbUrl, { max: 1 });
    const [gym] = await sql`select id from gyms where name = 'Rival Dojo'`;
    await sql.end();
    const asStudent = { ...headers, authorization: `Bearer ${access_token}` };
    const refused = await fetch(`${apiUrl}/functions/v1/academy/gyms/${gym!.id}`, {
      ...{ method: 'PATCH', headers: asStudent, body: JSON.stringify({ name: 'Mine' }) },
    });
    expect(refused.status).toBe(403);

    await open('Requests');
    const row = page.getByRole('row').filter({ hasText: `PATCH /functions/v1/academy/gyms/` });
    expect(await row.innerText()).toContain('not_a_manager');
    await keep('requests');
    await row.getByRole('link', { name: /PATCH/ }).click();
    expect(await text('tbody')).toContain('update "gyms" set');
    expect(await text('tbody')).not.toContain('Mine');
    await keep('request');
    await page.getByRole('link', { name: 'update gyms' }).click();
    await page.getByText('for student@tatame.test').waitFor();
    expect(await page.getByLabel('May they').inputValue()).toBe('update');
  });

  it('makes people up: an expired one is not let in, a stranger and one of Clerk are', async () => {
    await open('People');
    const lookAs = async (button: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.locator('tr.new').getByRole('link', { name: 'Look as' }).click();
      const told = await text('main');
      await open('People');
      return told;
    };
    expect(await lookAs('an expired one')).toContain('401 token_expired');
    expect(await lookAs('a stranger')).toContain('Declared as newcomer');
    expect(await lookAs("Clerk's")).toContain('Declared as newcomer');
    await page.getByLabel('Or type the claims').fill('{"sub":"demo-applicant"}');
    await page.getByRole('button', { name: 'Make up' }).click();
    await page.locator('tr.new').getByRole('link', { name: 'Look as' }).click();
    expect(await text('main')).toContain('Declared as pending');
  });

  it('copies a token that the API takes', async () => {
    await open('People');
    await page.getByRole('button', { name: 'Copy the token of manager@tatame.test' }).click();
    await page.getByText('is copied').waitFor();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    const me = await fetch(`${stack.apiUrl}/functions/v1/identity/me`, {
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
    });
    expect(await me.json()).toMatchObject({ email: 'manager@tatame.test' });
  });

  it('shows the queue and replays what has died', async () => {
    const sql = postgres(stack.dbUrl, { max: 1 });
    const [job] = await sql`insert into private.jobs (kind, payload, status, attempts, error,
      finished_at) values ('purge_expired', '{}', 'dead', 8, 'boom', now()) returning id`;
    await open('Jobs');
    await page.getByRole('link', { name: 'dead 1' }).click();
    expect(await text('tbody')).toContain('boom');
    await keep('jobs');
    await page.getByRole('button', { name: 'replay' }).click();
    await page.getByText('There are no dead jobs').waitFor();
    const [now] = await sql`select status from private.jobs where id = ${job!.id}`;
    expect(now!.status).not.toBe('dead');
    await sql.end();
  });

  it('shows the mail that was sent', async () => {
    await fetch(`${stack.apiUrl}/auth/v1/recover`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'student@tatame.test' }),
    });
    await open('Mail');
    expect(await text('article')).toContain('to student@tatame.test');
    await keep('mail');
  });

  it('marks what differs from the matrix', async () => {
    const sql = postgres(stack.dbUrl, { max: 1 });
    await sql`grant select on gyms to anon`;
    try {
      await page.goto(`${base}/matrix?as=anonymous`);
      expect(await text('.notice')).toContain('1 of');
      expect(await page.locator('.cell.differs').count()).toBe(1);
      await keep('matrix-differs');
    } finally {
      await sql`revoke select on gyms from anon`;
      await sql.end();
    }
  });

  it('is used by keyboard: to the content, and through the pages', async () => {
    await page.goto(`${base}/`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');
    await page.goto(`${base}/`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/matrix**`);
  });

  it.each(
    [
      ['a desk, light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
      ['a phone, dark', {
        colorScheme: 'dark',
        viewport: { width: 360, height: 740 },
        hasTouch: true,
      }],
    ] as const,
  )('has no barrier and fits: %s', async (name, options) => {
    const other = await browser.newContext(options);
    const window = await other.newPage();
    await window.goto(stack.status.console_url);
    await window.goto(`${base}/matrix`);
    const key = await window.locator('option', { hasText: 'student@' }).getAttribute('value');
    const found: Record<string, string[]> = {};
    for (const { path } of pages) {
      await window.goto(`${base}${path}?as=${key}`);
      found[path] = await violationsOf(window);
      expect(await overflowOf(window), path).toBeLessThanOrEqual(0);
      await shoot(window, `${name.replaceAll(/\W+/g, '-')}${path.replaceAll('/', '-')}`);
    }
    expect(found).toEqual(Object.fromEntries(pages.map(({ path }) => [path, []])));
    await other.close();
  });

  it('asked nothing of any other machine', () => {
    expect([...origins]).toEqual([base]);
  });
});
