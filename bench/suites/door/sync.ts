import { and, eq, isNull } from 'drizzle-orm';
import postgres from 'postgres';
import { openDoors } from '../../../testkit/door/doors.ts';
import { users } from '../../../src/db/schema/index.ts';
import { ensureUser } from '../../../supabase/functions/_shared/auth/ensure-user.ts';
import { count, measured } from '../../line.ts';
import { compare, interleave, latency } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { createMember, firstCallClaims, identity } from '../../support/member.ts';

const CALLS = 50;

/** What every authenticated request may have to pay: the sync of a profile that has not changed. */
export const sync: Suite = {
  title: 'sync on first call',
  lines: ['sync.unchanged', 'sync.unchanged_wal'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database, { poolSize: 1 });
    resources.onClose(door.end);
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end({ timeout: 1 }));
    const system = door.asSystem('bench');
    const caller = door.asCaller(firstCallClaims);
    await createMember(door);
    // Autovacuum and a checkpoint would write for reasons of their own.
    await admin`vacuum analyze users`;
    await admin`checkpoint`;

    const position = async () => {
      const [row] = await admin<{ bytes: string }[]>`
        select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`;
      return Number(row?.bytes);
    };
    const wal: Record<'select' | 'sync', number[]> = { select: [], sync: [] };
    const noting = (kind: keyof typeof wal, round: () => Promise<number>) => async () => {
      const before = await position();
      const figure = await round();
      wal[kind].push(await position() - before);
      return figure;
    };
    const bySubject = and(eq(users.subject, identity.subject), isNull(users.deleted_at));

    const samples = await interleave({
      select: noting(
        'select',
        latency(CALLS, async () => await system.select().from(users).where(bySubject)),
      ),
      sync: noting('sync', latency(CALLS, () => ensureUser(caller))),
    }, { rounds: 21, warmUps: 2, onRound: progress });
    // Whatever else the server writes now and then can only add: the least is what the calls wrote.
    const least = (kind: keyof typeof wal) => Math.min(...wal[kind]);
    return [
      measured('sync.unchanged', 'ms', compare(samples.sync, samples.select)),
      count('sync.unchanged_wal', least('sync'), least('select'), 'bytes', { promised: true }),
    ];
  },
};
