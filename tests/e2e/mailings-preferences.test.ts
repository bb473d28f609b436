import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname } from 'node:path';
import postgres from 'postgres';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../local/stack/settings/ports.ts';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';
import { overflowOf, shoot, violationsOf } from './support/console-page.ts';

const { adminUrl, status: { api_url } } = stack();
const functions = `${api_url}/functions/v1`;
const PAGES = new URL('../../pages/preferences/', import.meta.url);

let sql: postgres.Sql;
let customer: { id: string; shop_id: string; email: string; token: string };
beforeAll(async () => {
  sql = postgres(adminUrl, { max: 1 });
  const [row] = await sql`select id, shop_id, email, private.unsubscribe_token(id) as token
    from customers where email is not null and locale is distinct from 'pt' order by id limit 1`;
  customer = row as unknown as typeof customer;
});
beforeEach(async () => {
  await sql`delete from suppressions where shop_id = ${customer.shop_id}`;
  await sql`delete from refused_topics where customer_id = ${customer.id}`;
  await sql`update customers set locale = 'en', email_consent = 'subscribed'
    where id = ${customer.id}`;
});
afterAll(() => sql.end());

const suppressed = async () =>
  (await sql`select reason from suppressions where customer_id = ${customer.id}`)
    .map(({ reason }) => reason);
const link = () => `${functions}/mailings/unsubscribe/${customer.token}`;

describe('the link of one click', () => {
  it.each([
    [
      'application/x-www-form-urlencoded',
      () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    ],
    ['multipart/form-data', () => {
      const form = new FormData();
      form.set('List-Unsubscribe', 'One-Click');
      return form;
    }],
    ['no body', () => undefined],
  ])('unsubscribes by a POST with %s, without a key or a session, and again', async (_, body) => {
    for (let again = 0; again < 2; again++) {
      const answer = await fetch(link(), { method: 'POST', body: body(), redirect: 'manual' });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    expect(await suppressed()).toEqual(['unsubscribed']);
  });

  it('changes nothing by GET, HEAD or OPTIONS, and leads a person to the page', async () => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(link(), { method, redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')])
        .toEqual([303, `${api_url}/preferences/#${customer.token}`]);
    }
    await fetch(link(), { method: 'OPTIONS' });
    await fetch(`${functions}/mailings/preferences/${customer.token}`, { method: 'HEAD' });
    expect(await suppressed()).toEqual([]);
  });

  it('leads nobody anywhere with another letter', async () => {
    const token = `${customer.token.slice(0, -1)}${customer.token.endsWith('A') ? 'B' : 'A'}`;
    for (const path of [`unsubscribe/${token}`, `preferences/${token}`]) {
      const method = path.startsWith('un') ? 'POST' : 'GET';
      const answer = await fetch(`${functions}/mailings/${path}`, { method });
      expect([answer.status, (await answer.json()).code]).toEqual([404, 'preferences_not_found']);
    }
    expect(await suppressed()).toEqual([]);
  });
});

describe.skipIf(!hasChromium)(`the page of preferences, ${inChromium}`, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const complaints: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    const types: Record<string, string> = {
      '.html': 'text/html',
      '.js': 'text/javascript',
      '.css': 'text/css',
    };
    // A static host of another origin: the files as they are, with the functions' address in one place.
    server = createServer(async (request, answer) => {
      asked.push(request.url!);
      const name = request.url === '/' ? 'index.html' : request.url!.slice(1);
      const file = await readFile(new URL(name, PAGES), 'utf8');
      answer.setHeader('content-type', types[extname(name)]!)
        .end(file.replace('data-api="/functions/v1"', `data-api="${functions}"`));
    });
    origin = `http://127.0.0.1:${await listen(server, 0)}/`;
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (at = origin, token = customer.token, options = {}): Promise<Page> => {
    complaints.length = 0;
    const page = await browser.newPage(options);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { host } = new URL(request.url());
      if (
        ![new URL(api_url).host, new URL(origin).host].includes(host) &&
        !request.url().startsWith('data:')
      ) {
        complaints.push(request.url());
      }
    });
    await page.goto(`${at}#${token}`, { waitUntil: 'networkidle' });
    return page;
  };

  it('of another origin says whose mails and whose address, and changes nothing by being opened', async () => {
    const page = await open();
    await page.getByText('You get these mails.').waitFor();
    expect(await page.locator('#about').innerText()).toMatch(/^Mails of .+ to .•••@/);
    expect(await page.content()).not.toContain(customer.email);
    expect(await suppressed()).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'mail-preferences');
    expect(complaints).toEqual([]);
    // No log of the host has the token.
    expect(asked.join()).not.toContain(customer.token);
    await page.close();
  });

  it('works by keyboard: a topic off, saved; all off; and taken back', async () => {
    const page = await open();
    await page.getByLabel('Offers').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect((await sql`select topic from refused_topics where customer_id = ${customer.id}`)[0])
      .toEqual({ topic: 'offers' });
    await page.getByRole('button', { name: 'Unsubscribe from all' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('You are unsubscribed').waitFor();
    expect(await suppressed()).toEqual(['unsubscribed']);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Get mails again' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('You get these mails.').waitFor();
    expect(await suppressed()).toEqual([]);
    expect(await page.getByLabel('Offers').isChecked()).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is served by the local stack, by the link of a mail, in the language of the customer', async () => {
    await sql`update customers set locale = 'pt-BR' where id = ${customer.id}`;
    await sql`insert into suppressions (shop_id, address, reason, since)
      values (${customer.shop_id}, lower(${customer.email}), 'bounced', now())`;
    const page = await browser.newPage();
    await page.goto(link(), { waitUntil: 'networkidle' });
    expect(new URL(page.url()).pathname).toBe('/preferences/');
    await page.getByText('nenhum é enviado').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('says so where the link leads to nobody, and where there is no JavaScript', async () => {
    const page = await open(origin, 'A'.repeat(44));
    await page.getByText('This link leads to nobody.').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await page.close();
    const plain = await open(origin, customer.token, { javaScriptEnabled: false });
    expect(await plain.locator('noscript').innerText()).toContain('nothing has changed');
    expect(await suppressed()).toEqual([]);
    await plain.close();
  });
});
