import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { draws } from '../people/random.ts';

/**
 * A status, a connection that is cut before any answer, one that is cut in the middle of it, an
 * answer that takes so many milliseconds, or one that sends the asker elsewhere.
 */
export type Failure = number | 'cut' | 'half' | { slow: number } | { redirect: string };

type Endpoint = 'download' | 'graphql' | 'token';

/** What goes wrong: what a test planned first, then, as often as it says, anything of its list. */
export class Failures {
  private readonly planned: Record<Endpoint, Failure[]> = { download: [], graphql: [], token: [] };
  private draw = draws(1);
  private rate = 0;
  private kinds: Failure[] = [];

  plan(at: Endpoint, failures: Failure[]): void {
    this.planned[at].push(...failures);
  }

  /** From now on, so many of a hundred requests fail in one of these ways; 0 ends it. */
  random(percent: number, kinds: Failure[] = [500, 503, 'cut', 'half'], seed = 1): void {
    this.draw = draws(seed);
    this.rate = percent;
    this.kinds = kinds;
  }

  next(at: Endpoint): Failure | undefined {
    const planned = this.planned[at].shift();
    if (planned !== undefined || this.draw.below(100) >= this.rate) return planned;
    return this.kinds[this.draw.below(this.kinds.length)];
  }
}

const HTML = '<!DOCTYPE html>\n<html lang="en"><title>Something went wrong</title></html>\n';

/** The words that Shopify has for a status; from 500 on it is a page. */
const WORDS: Record<number, string> = {
  401: '[API] Invalid API key or access token (unrecognized login or wrong password)',
  402: 'Unavailable Shop',
  403: 'Unavailable Shop',
  404: 'Not Found',
  423: 'Locked',
  429: 'Exceeded 2 calls per second for api client. ' +
    'Reduce request rates to resume uninterrupted service.',
};

export function answerStatus(response: ServerResponse, status: number): void {
  const words = WORDS[status];
  response.writeHead(status, {
    'content-type': words ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
    // A decimal, as Shopify writes it.
    ...(status === 429 ? { 'retry-after': '2.0' } : {}),
  });
  response.end(words ? JSON.stringify({ errors: words }) : HTML);
}

/**
 * Plays a failure.
 * @returns whether that was the whole answer; after a slow start the real one follows, and after
 * `half` it is to be cut in its middle
 */
export async function play(failure: Failure, response: ServerResponse): Promise<boolean> {
  if (failure === 'half') return false;
  if (failure === 'cut') response.destroy();
  else if (typeof failure === 'number') answerStatus(response, failure);
  else if ('redirect' in failure) response.writeHead(302, { location: failure.redirect }).end();
  else {
    await sleep(failure.slow);
    return false;
  }
  return true;
}
