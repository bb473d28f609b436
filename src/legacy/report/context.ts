import type { Run } from '../engine/run.ts';
import { lineIn } from './reading.ts';
import type { Context } from './table.ts';

type Person = [
  id: number,
  gym: number | null,
  account: string | null,
  deleted: string | null,
  device: string | null,
];

/** Reads what rows of other tables hang on: people and gyms, which are few. */
export async function readContext({ source, target, timezone }: Run): Promise<Context> {
  const gyms = await source.unsafe<{ id: number; manager_id: number | null }[]>(
    'select id, manager_id from gyms',
  );
  const managed = new Map(gyms.map(({ id, manager_id }) => [id, manager_id]));
  const rows = await source.unsafe(`
    select id, gym_id, clerk_user_id, deleted_at::text, expo_push_token from users order by id`)
    .values() as unknown as Person[];
  // Who erased their account here has left everything that an erasure empties, too.
  const erased = await target<{ id: number }[]>`
    select legacy_id as id from public.users where legacy_id is not null and deleted_at is not null`;
  const manages = new Map<number, number>();
  const gymOf = new Map<number, number>();
  const people = new Map<string, number>();
  const deleted = new Set(erased.map(({ id }) => id));
  const deviceOf = new Map<string, number>();
  for (const [id, gym, account, gone, device] of rows) {
    people.set(String(id), id);
    if (account) people.set(account, id);
    if (gym !== null) {
      gymOf.set(id, gym);
      if (managed.get(gym) === id) manages.set(id, gym);
    }
    if (lineIn(gone)) deleted.add(id);
    const token = lineIn(device);
    if (token && !lineIn(gone)) deviceOf.set(token, id);
  }
  return { timezone, manages, gymOf, people, deleted, deviceOf };
}
