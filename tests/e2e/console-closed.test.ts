import { createServer, request, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../local/stack/settings/ports.ts';
import { hasChromium, inChromium, startChromium } from '../../testkit/browser/chromium.ts';
import { stack } from '../../testkit/http/stack.ts';

const link = () => new URL(stack().status.console_url);

/** The status of an answer to a request with any header, Host included. */
const statusOf = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = link();
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });

describe('the console', () => {
  const session = async () => {
    const answer = await fetch(link(), { redirect: 'manual' });
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  };

  it('is open with its session and closed without', async () => {
    const { host } = link();
    expect(await statusOf('/', { host, cookie: await session() })).toBe(200);
    expect(await statusOf('/', { host })).toBe(403);
    expect(await statusOf('/assets/console.js', { host })).toBe(403);
  });

  it('is closed to names that were made to point to this machine', async () => {
    const { port, search } = link();
    for (const host of [`evil.test:${port}`, `127.0.0.1.evil.test:${port}`, `0.0.0.0:${port}`]) {
      expect(await statusOf('/', { host, cookie: await session() })).toBe(403);
      expect(await statusOf(`/${search}`, { host })).toBe(403);
    }
  });

  const outside = Object.values(networkInterfaces()).flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);

  it.skipIf(!outside)('does not listen to other machines', async () => {
    const { port } = link();
    await expect(fetch(`http://${outside!.address}:${port}/`)).rejects.toThrow();
  });
});

describe.skipIf(!hasChromium)(`the console and a page of another origin, ${inChromium}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    // Whoever holds evil.test has made it point here: DNS rebinding.
    browser = await startChromium(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
    context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(link().href);
    await page.close();
    server = createServer((_, answer) =>
      answer.setHeader('content-type', 'text/html').end(
        '<!doctype html><title>elsewhere</title><body></body>',
      )
    );
    port = await listen(server, 0);
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** Another port of this machine is the same site, to which cookies go; evil.test is another one. */
  const origins = () => [`http://127.0.0.1:${port}`, `http://evil.test:${port}`];

  /** A page of that origin, which knows the console's address and does what it is told. */
  const from = async (origin: string) => {
    const page = await context.newPage();
    await page.goto(origin);
    return page;
  };

  it.each([0, 1])('reads nothing, though the cookie may come along (%i)', async (which) => {
    const page = await from(origins()[which]!);
    const read = await page.evaluate(async (url) => {
      try {
        return await (await fetch(url, { credentials: 'include' })).text();
      } catch (error) {
        return String(error);
      }
    }, `${link().origin}/people`);
    expect(read).toContain('Failed to fetch');
    await page.close();
  });

  it.each([0, 1])('makes nobody up with a form (%i)', async (which) => {
    const page = await from(origins()[which]!);
    await page.evaluate((action) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = action;
      form.innerHTML = '<input name="template" value="expired">';
      document.body.append(form);
      form.submit();
    }, `${link().origin}/people`);
    await page.getByText('This console is closed').waitFor();
    await page.goto(`${link().origin}/people`);
    const others = page.getByRole('region', { name: 'Others' });
    await others.waitFor();
    expect(await others.innerText()).not.toContain('an expired one');
    await page.close();
  });

  it.each([0, 1])('shows nothing of it in a frame (%i)', async (which) => {
    const page = await from(origins()[which]!);
    await page.evaluate((src) =>
      new Promise((done) => {
        const frame = document.createElement('iframe');
        frame.addEventListener('load', done);
        frame.src = src;
        document.body.append(frame);
      }), `${link().origin}/people`);
    const texts = await Promise.all(
      page.frames().slice(1).map((frame) => frame.locator('body').innerText()),
    );
    expect(texts.join()).not.toMatch(/People|closed/);
    await page.close();
  });

  it('leads in nobody but the one who follows the link with a session', async () => {
    const page = await from(origins()[0]!);
    await page.evaluate((href) => {
      const link = document.createElement('a');
      link.href = href;
      link.textContent = 'console';
      document.body.append(link);
    }, `${link().origin}/`);
    await page.getByRole('link', { name: 'console' }).click();
    await page.getByText('came from a page of another origin').waitFor();
    await page.getByRole('link', { name: 'go on' }).click();
    await page.getByRole('heading', { name: 'Console', exact: true }).waitFor();
    await page.close();
  });

  it('is as closed by a name of its own for this machine', async () => {
    const page = await context.newPage();
    const { port: own, search } = link();
    for (const path of ['/', `/${search}`]) {
      const answer = await page.goto(`http://evil.test:${own}${path}`);
      expect(answer!.status()).toBe(403);
    }
    expect(await context.cookies('http://evil.test')).toEqual([]);
    await page.close();
  });
});
