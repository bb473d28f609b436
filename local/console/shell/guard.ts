import { timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Context } from 'hono';
import { cookieOf } from './cookie.ts';
import { refuse } from './refusal.tsx';

/** Names by which a browser on this machine reaches the loopback interface. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const SESSION_S = 7 * 86_400;

/**
 * Lets in whoever has opened the link that `npm run dev` printed, and nobody else: no other machine
 * (the port is bound to loopback), no name that was made to point here (`Host`), no page of another
 * origin, other ports of this machine included (`Origin`, `Sec-Fetch-Site`), nobody without the
 * session.
 *
 * @param port where the console listens
 * @param token what the printed link carries
 */
export function guard(port: number, token: string) {
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
  const cookie = cookieOf(port);

  function letIn(c: Context, given: string): Response | Promise<Response> {
    if (!isSame(given, token)) return refuse(c, 'The link is of another stack, or incomplete.');
    setCookie(c, cookie, token, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: SESSION_S,
    });
    const clean = new URL(c.req.url);
    clean.searchParams.delete('session');
    // Two slashes would begin the name of another host.
    return c.redirect(clean.pathname.replace(/^\/+/, '/') + clean.search, 303);
  }

  return createMiddleware(async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.includes(host)) return refuse(c, `"${host}" is not this machine's own address.`);
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) {
      return refuse(c, 'The request came from a page of another origin.');
    }
    const given = c.req.method === 'GET' ? c.req.query('session') : undefined;
    if (given !== undefined) return letIn(c, given);
    // Browsers that do not say where a request comes from send its origin with every POST.
    const site = c.req.header('sec-fetch-site') ?? (origin ? 'same-origin' : 'none');
    if (!['same-origin', 'none'].includes(site)) {
      return refuse(c, 'The request came from a page of another origin.');
    }
    if (!isSame(getCookie(c, cookie) ?? '', token)) {
      return refuse(c, 'There is no session of this stack in this browser.');
    }
    await next();
  });
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
