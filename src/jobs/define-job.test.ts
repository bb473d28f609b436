import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SystemDatabase } from '../db/client.ts';
import type { Attempt } from './attempt.ts';
import { defineJob } from './define-job.ts';
import { enqueue } from './enqueue.ts';
import { registerJob } from './register-job.ts';

const tidyGym = defineJob({
  kind: 'tidy_gym',
  payload: z.object({ gym_id: z.string(), since: z.coerce.date().default(new Date(0)) }),
  run: (ctx: { tidy(gym: string, since: Date): void }, { payload }) => {
    ctx.tidy(payload.gym_id, payload.since);
    return Promise.resolve();
  },
});

describe('a job that is declared', () => {
  it('is run with the parsed payload and what it was registered with', async () => {
    const seen: unknown[] = [];
    const { run } = registerJob(tidyGym, { tidy: (...args) => seen.push(args) });
    await run({ payload: { gym_id: 'north' } } as Attempt<unknown>);
    expect(seen).toEqual([['north', new Date(0)]]);
  });

  it.each([
    [{}, 'gym_id: Invalid input: expected string, received undefined'],
    [
      { gym_id: 1, since: 'secret' },
      'gym_id: Invalid input: expected string, received number; since: ',
    ],
    [[], 'Invalid input: expected object, received array'],
  ])('is not run with the payload %j', async (payload, reason) => {
    const { run } = registerJob(tidyGym, { tidy: () => expect.unreachable() });
    const error: Error = await run({ payload } as unknown as Attempt<unknown>).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error.name).toBe('Unrecoverable');
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('secret');
  });

  it('says by its type what it is enqueued and registered with', () => {
    const typed = (db: SystemDatabase) => [
      () => enqueue(db, tidyGym, { gym_id: 'north' }),
      // @ts-expect-error: no field is misspelt
      () => enqueue(db, tidyGym, { gym: 'north' }),
      // @ts-expect-error: none is left out
      () => enqueue(db, tidyGym, {}),
      // @ts-expect-error: what it needs is handed in
      () => registerJob(tidyGym, {}),
    ];
    expect(typed).toBeDefined();
  });
});
