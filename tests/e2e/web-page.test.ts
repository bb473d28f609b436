import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen } from '../../local/stack/settings/ports.ts';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';

const PAGE = new URL('../../examples/web/index.html', import.meta.url);

describe.skipIf(!hasChromium)(`a page of another origin, ${inChromium}`, () => {
  const complaints: string[] = [];
  const email = `${randomUUID()}@tatame.test`;
  let server: Server;
  let browser: Browser;
  let page: Page;

  const says = (output: string, text: RegExp) =>
    vi.waitFor(async () => expect(await page.locator(`#${output}`).innerText()).toMatch(text), {
      timeout: 20_000,
    });

  beforeAll(async () => {
    const html = await readFile(PAGE, 'utf8');
    server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(html));
    const port = await listen(server, 0);
    browser = await startChromium();
    page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const { api_url } = stack().status;
    page.on('request', (request) => {
      const { host } = new URL(request.url());
      if (![new URL(api_url).host, `127.0.0.1:${port}`].includes(host)) complaints.push(host);
    });
    await page.goto(`http://127.0.0.1:${port}/?api=${api_url}`, { waitUntil: 'networkidle' });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('signs somebody up, and in again', async () => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('a-long-password');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await says('who', new RegExp(email));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await says('who', new RegExp(email));
  });

  it('joins a gym', async () => {
    await page.getByRole('button', { name: 'Join' }).click();
    await says('joined', /the gym decides/);
  });

  it('uploads a document to Storage and sees it become searchable', async () => {
    await page.getByLabel('File').setInputFiles({
      name: 'rules.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# House rules\n\nA visitor pays 60 reais a day at the desk.\n'),
    });
    await page.getByRole('button', { name: 'Upload' }).click();
    await says('uploaded', /is ready/);
  });

  it('asks, and watches the answer arrive', async () => {
    await page.getByRole('button', { name: 'Ask' }).click();
    await says('answer', /60 reais/);
  });

  it('is told why it was refused', async () => {
    await page.getByLabel('Password').fill('another-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await says('who', /Invalid login credentials/);
    await page.evaluate(async (url) => {
      const answer = await fetch(url, { headers: { apikey: 'wrong' } });
      if (answer.status !== 401) throw new Error(`${answer.status}`);
    }, `${stack().status.api_url}/rest/v1/gyms`);
  });

  it('met no fault of the browser and asked nobody else', () => {
    // What was provoked above: Chromium reports every refusal.
    expect(complaints.filter((one) => !/status of 40[01]/.test(one))).toEqual([]);
  });
});
