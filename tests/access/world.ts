import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { people, type Person, subjectOf } from './actors.ts';

/** The small world every cell is tried in. Rows are known by name; ids are made from the names. */
export const gyms = ['north', 'south', 'west'] as const;

/** Short words for several rows, as the grids use them. */
export const sets: Record<string, readonly string[]> = {
  members: ['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted'],
  'at-north': [
    ...['student', 'fellow', 'instructor', 'manager', 'deputy', 'deleted'],
    ...['pending', 'denied', 'barred', 'former'],
  ],
  'at-south': ['otherManager', 'otherStudent'],
};

const uuidOf = (kind: string, name: string): string =>
  createHash('md5').update(`${kind} ${name}`).digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const names = new Map<string, string>();

/** The id of a fixture, such as `users.student`, `gyms.north` or `memberships.pending`. */
export function idOf(reference: string): string {
  const [kind = '', name = ''] = reference.split('.');
  const id = uuidOf(kind, name);
  names.set(id, name);
  return id;
}

/** The name behind an id that `idOf` gave; anything else is returned as it is. */
export const nameOf = (value: string): string => names.get(value) ?? value;

const PAST = '2020-01-01T00:00:00Z';

const standing: Partial<Record<Person, Record<string, unknown>>> = {
  manager: { gym: 'north', role: 'MANAGER', approved_at: PAST },
  otherManager: { gym: 'south', role: 'MANAGER', approved_at: PAST },
  student: { gym: 'north', role: 'STUDENT', approved_at: PAST },
  fellow: { gym: 'north', role: 'STUDENT', approved_at: PAST },
  instructor: { gym: 'north', role: 'INSTRUCTOR', approved_at: PAST },
  deputy: { gym: 'north', role: 'MANAGER', approved_at: PAST },
  pending: { gym: 'north', role: 'STUDENT' },
  denied: { gym: 'north', role: 'STUDENT', denied_at: PAST },
  barred: { gym: 'north', role: 'STUDENT', denied_at: PAST, left_at: PAST },
  former: { gym: 'north', role: 'INSTRUCTOR', approved_at: PAST, left_at: PAST },
  deleted: { gym: 'north', role: 'INSTRUCTOR', approved_at: PAST },
  otherStudent: { gym: 'south', role: 'STUDENT', approved_at: PAST },
};

/** Fills a fresh database, as its owner. `sql` must be a connection of role `postgres`. */
export async function populate(sql: postgres.Sql): Promise<void> {
  const times = { created_at: PAST, updated_at: PAST };
  await sql.begin(async (tx) => {
    for (const name of people) {
      await tx`insert into users ${
        tx({
          ...{ id: idOf(`users.${name}`), subject: subjectOf(name), source: 'token', ...times },
          provider: name === 'student' ? 'supabase' : 'clerk',
          email: `${name}@tatame.test`,
          first_name: name,
          deleted_at: name === 'deleted' ? PAST : null,
        })
      }`;
      await tx`update user_profiles set id = ${idOf(`user_profiles.${name}`)}
        where user_id = ${idOf(`users.${name}`)}`;
      await tx`insert into push_tokens ${
        tx({
          ...{ id: idOf(`push_tokens.${name}`), user_id: idOf(`users.${name}`), ...times },
          ...{ token: `token of ${name}`, platform: 'ios' },
        })
      }`;
    }
    for (const name of gyms) {
      await tx`insert into gyms ${tx({ id: idOf(`gyms.${name}`), name, ...times })}`;
    }
    for (const [name, { gym, ...columns }] of Object.entries(standing)) {
      await tx`insert into memberships ${
        tx({
          ...{ id: idOf(`memberships.${name}`), user_id: idOf(`users.${name}`), ...times },
          ...{ gym_id: idOf(`gyms.${gym}`), ...columns },
        })
      }`;
    }
    // Managers are named and times set as history, not as changes that the triggers would act on.
    await tx`alter table gyms disable trigger user`;
    await tx`update gyms set manager_id = ${idOf('users.manager')} where name = 'north'`;
    await tx`update gyms set manager_id = ${idOf('users.otherManager')} where name = 'south'`;
    await tx`alter table gyms enable trigger user`;
    await tx`alter table user_profiles disable trigger user`;
    await tx`update user_profiles set ${tx(times)}`;
    await tx`alter table user_profiles enable trigger user`;

    await tx`insert into versions ${
      tx({ id: idOf('versions.current'), app_version: '1.0.0', ...times })
    }`;
    await tx`insert into app_stores ${
      tx({
        ...{ id: idOf('app_stores.ios'), store: 'ios', url: 'https://tatame.test/ios', ...times },
      })
    }`;
    await tx`insert into private.idempotency_keys ${
      tx({
        ...{ subject: subjectOf('student'), key: 'key', fingerprint: 'f' },
      })
    }`;
    await tx`insert into private.rate_limits ${tx({ bucket: 'bucket', arrival_at: PAST })}`;
    await tx`insert into private.webhook_deliveries ${
      tx({
        ...{
          provider: 'clerk',
          message_id: 'message',
          event_type: 'user.created',
          occurred_at: PAST,
        },
      })
    }`;
  });
}
