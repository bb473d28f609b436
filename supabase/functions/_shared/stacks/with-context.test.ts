import { expect, it } from 'vitest';
import type { Entry, Stack } from '../http/route/stack.ts';
import type { HttpAnswer } from '../http/route/reply.ts';
import { withContext } from './with-context.ts';

const entry = {} as Entry;
const answered = (body: unknown): HttpAnswer => ({ status: 200, headers: {}, body });

it('gives the ports beside what the stack gives', async () => {
  const plain: Stack<{ who: string }> = {
    who: 'For a test.',
    problems: [],
    security: [],
    enter: () => Promise.resolve({ who: 'me' }),
  };
  const stack = withContext(plain, { clock: 1 });
  expect(await stack.enter(entry)).toEqual({ who: 'me', clock: 1 });
  expect(stack.around).toBeUndefined();
});

it('gives them also to work that the stack runs with another context, as in a transaction', async () => {
  const replaying: Stack<{ db: string }> = {
    who: 'For a test.',
    problems: [],
    security: [],
    replays: true,
    enter: () => Promise.resolve({ db: 'outside' }),
    around: (_entry, _ctx, work) => work({ db: 'in a transaction' }),
  };
  const stack = withContext(replaying, { clock: 1 });
  const ctx = await stack.enter(entry);
  const { body } = await stack.around!(entry, ctx, (inner) => Promise.resolve(answered(inner)));
  expect(body).toEqual({ db: 'in a transaction', clock: 1 });
  expect(stack.replays).toBe(true);
});
