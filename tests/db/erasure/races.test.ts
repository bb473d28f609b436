import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findPostgresError } from '../../../src/db/violation.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { beltsWrites } from './support/belts-writes.ts';
import { communityWrites } from './support/community-writes.ts';
import { frontDeskWrites } from './support/front-desk-writes.ts';
import { notificationsWrites } from './support/notifications-writes.ts';
import { arrive } from './support/people.ts';
import { tracesOf } from './support/traces.ts';
import { writes } from './support/writes.ts';

const under = useDoor({ poolSize: 8 });

const all = {
  ...writes,
  ...frontDeskWrites,
  ...beltsWrites,
  ...notificationsWrites,
  ...communityWrites,
};
/** `npm run prove -- erasure` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);
const AT_ONCE = 4;
/** Which of the two is first changes from round to round. */
const JITTER_MS = 6;

/** Rounds of an erasure against one write in flight; what went wrong in any of them. */
async function play(write: typeof writes[string]): Promise<string[]> {
  const person = await arrive(under.door);
  const inFlight = await write(under.door, person);
  const later = () => sleep(Math.random() * JITTER_MS);
  const [erased, written] = await Promise.allSettled([
    later().then(() => eraseMe({ ...person, parts: personalParts })),
    later().then(inFlight),
  ]);
  if (erased.status === 'rejected') return [`not erased: ${erased.reason}`];
  const fault = written.status === 'rejected' && findPostgresError(written.reason);
  // Nor does it come later.
  await inFlight().catch(() => {});
  return [
    ...fault && fault.code.startsWith('40') ? [`the write ended in ${fault.message}`] : [],
    ...await tracesOf(under.admin, person.caller),
  ];
}

describe(`after an erasure, in ${ROUNDS} rounds, nothing is left of`, () => {
  it.each(Object.entries(all))(
    '%s',
    async (_, write) => {
      const found: string[] = [];
      for (let round = 0; round < ROUNDS; round += AT_ONCE) {
        const rounds = Array.from({ length: Math.min(AT_ONCE, ROUNDS - round) }, () => play(write));
        found.push(...(await Promise.all(rounds)).flat());
      }
      expect(found).toEqual([]);
    },
    1_000 + 500 * ROUNDS,
  );
});
