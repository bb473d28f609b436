import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack } from '../../testkit/http/stack.ts';

it('is what a parent does in four calls: a place for each child, in two gyms', async () => {
  const { stdout } = await promisify(execFile)('sh', ['examples/parent.sh'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, TATAME_DATA_DIR: stack().dataDir },
  });
  const booked = stdout.trim().split('\n').map((line) => JSON.parse(line));
  expect(booked).toMatchObject([{ status: 'booked' }, { status: 'booked' }]);
  expect(new Set(booked.map(({ gym_id }) => gym_id)).size).toBe(2);

  const guardian = await signedIn('guardian');
  const { items } = (await call(guardian, 'GET', 'identity/children')).body;
  expect(new Set(items.map(({ id }: { id: string }) => id)))
    .toEqual(new Set(booked.map(({ user_id }) => user_id)));
  for (const { id, user_id } of booked) {
    const mine = await call(guardian, 'GET', `academy/check-ins?user_id=${user_id}`);
    expect(mine.body.items[0]).toMatchObject({ id, status: 'booked', user_id });
  }
}, 120_000);
