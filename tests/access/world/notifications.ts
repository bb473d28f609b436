import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

type Columns = Record<string, string | number | boolean | null>;

const PAST = '2020-01-01T00:00:00Z';
const chosen = (...names: Person[]) => ({
  type: 'members',
  user_ids: names.map((name) => idOf(`users.${name}`)),
});
const ofClass = (name: string) => ({ type: 'class', class_id: idOf(`classes.${name}`), days: 30 });

/**
 * What gyms wrote: the row's name, the gym, who wrote it, for whom, and how it stands. `told` is the
 * system's own; what is pending is due but in nobody's queue.
 */
const written: [row: string, gym: string, by: Person | null, audience: object, is: Columns][] = [
  ['news', 'north', 'manager', chosen('student', 'child', 'former'), {
    ...{ status: 'sent', sent_at: PAST, recipients_count: 4 },
  }],
  ['failed', 'north', 'deputy', { type: 'gym' }, { status: 'failed', failure: 'sender_gone' }],
  ['drill', 'north', 'instructor', ofClass('mat'), {}],
  ['plan', 'north', 'manager', { type: 'gym' }, {}],
  ['told', 'north', null, chosen('fellow'), {
    ...{ status: 'sent', sent_at: PAST, automatic: true, kind: 'class', recipients_count: 1 },
  }],
  ['southern', 'south', 'otherManager', { type: 'gym' }, {
    ...{ status: 'sent', sent_at: PAST, recipients_count: 2 },
  }],
];
export const notifications = written.map(([row]) => row);

/** Who was told; nobody twice, so that a row is known by whose it is. The former and who is in south have read it. */
const readers: [of: string, gym: string, ...who: Person[]][] = [
  ['news', 'north', 'student', 'child', 'former', 'deleted'],
  ['told', 'north', 'fellow'],
  ['southern', 'south', 'otherStudent', 'otherChild'],
];
export const recipients = readers.flatMap(([, , ...who]) => who);

/** Who chose something, each of news by push: never, or not at night. */
export const preferences: readonly Person[] = [
  ...['student', 'fellow', 'child', 'otherChild', 'former'] as const,
];

/** What became of it, named after who was told, who may be a guardian. */
const sent: [person: Person, of: string, columns: Columns][] = [
  ['student', 'news', { state: 'sent', ticket: 'ticket', sent_at: PAST }],
  ['guardian', 'news', { state: 'delivered', sent_at: PAST }],
  ['former', 'news', { state: 'dropped', reason: 'no_device', target: '' }],
  ['otherStudent', 'southern', { state: 'failed', reason: 'outcome_unknown' }],
];
export const deliveries = sent.map(([person]) => person);

export const notificationSets = {
  'written-north': ['news', 'failed', 'drill', 'plan'],
  'told-north': ['student', 'child', 'former', 'deleted', 'fellow'],
};

/** As history: nothing of it is queued, and nobody is asked who is gone since. */
export async function populateNotifications(
  tx: postgres.TransactionSql,
  past: string,
): Promise<void> {
  const times = { created_at: past, updated_at: past };
  await tx`alter table notifications disable trigger user`;
  for (const [row, gym, by, audience, columns] of written) {
    await tx`insert into notifications ${
      tx({
        ...{ id: idOf(`notifications.${row}`), gym_id: idOf(`gyms.${gym}`), ...times },
        ...{ sent_by: by && idOf(`users.${by}`), title: row, content: `about ${row}` },
        ...{ audience: tx.json(audience as never), scheduled_for: past, ...columns },
      })
    }`;
  }
  await tx`alter table notifications enable trigger user`;
  for (const [of, gym, ...who] of readers) {
    for (const person of who) {
      await tx`insert into notification_recipients ${
        tx({
          ...{ notification_id: idOf(`notifications.${of}`), gym_id: idOf(`gyms.${gym}`) },
          ...{ user_id: idOf(`users.${person}`), created_at: past },
          viewed_at: ['former', 'otherStudent'].includes(person) ? past : null,
        })
      }`;
    }
  }
  for (const name of preferences) {
    await tx`insert into notification_preferences ${
      tx({
        ...{ id: idOf(`notification_preferences.${name}`), user_id: idOf(`users.${name}`) },
        ...{ kind: 'announcement', channel: 'push', enabled: name !== 'student', ...times },
        ...{ quiet_from: '22:00', quiet_until: '07:00' },
      })
    }`;
  }
  for (const [person, of, columns] of sent) {
    await tx`insert into private.notification_deliveries ${
      tx({
        ...{ id: idOf(`notification_deliveries.${person}`), user_id: idOf(`users.${person}`) },
        ...{ notification_id: idOf(`notifications.${of}`), channel: 'push', ...times },
        ...{ target: `token of ${person}`, not_before: past, ...columns },
      })
    }`;
  }
}
