import { randomUUID } from 'node:crypto';
import type { Audience } from '../../../../src/db/schema/notifications/audience.ts';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { members } from '../../academy/attendance/support/members.ts';

/** When everything in these tests is sent: a Monday at noon. */
export const NOON = '2026-03-09T12:00:00Z';

/** What is written, but for whom. */
export const words = { kind: 'announcement', title: 'News', content: 'Of the gym' };

/** Sets scenes in which a gym writes to its members, past row security and at a time of the test's. */
export function notices(under: DoorUnderTest) {
  const sql = () => under.admin;
  /** A notification of the system's, in nobody's queue. */
  async function written(
    gym_id: string,
    audience: Audience,
    columns: object = {},
  ): Promise<string> {
    const [row] = await sql()`insert into notifications ${
      sql()({ gym_id, ...words, automatic: true, audience: audience as never, ...columns })
    } returning id`;
    return row!.id;
  }
  const resolve = async (id: string, at = NOON): Promise<string | null> =>
    (await sql()`select private.resolve_notification(${id}, ${at}) as status`)[0]!.status;

  return {
    ...members(sql),
    written,
    resolve,
    /** Sends it, and tells whom it was for. */
    async sent(gym_id: string, audience: Audience, columns: object = {}) {
      const id = await written(gym_id, audience, columns);
      await resolve(id);
      return id;
    },
    async readersOf(notification: string): Promise<string[]> {
      const rows = await sql()`select u.first_name from notification_recipients r
        join users u on u.id = r.user_id where r.notification_id = ${notification} order by 1`;
      return rows.map(({ first_name }) => first_name);
    },
    /** What it came to: who is told, where, and why not. */
    async deliveriesOf(notification: string): Promise<string[]> {
      const rows = await sql()`
        select concat_ws(' ', u.first_name, nullif(d.target, ''), d.state, d.reason) as told
        from private.notification_deliveries d join users u on u.id = d.user_id
        where d.notification_id = ${notification} order by told`;
      return rows.map(({ told }) => told);
    },
    /** Somebody signs in from now on, on a device of each name. */
    async signsIn(id: string, ...devices: string[]): Promise<void> {
      await sql()`update users set subject = ${randomUUID()}, provider = 'clerk' where id = ${id}`;
      for (const token of devices) {
        await sql()`insert into push_tokens ${sql()({ user_id: id, token, platform: 'ios' })}`;
      }
    },
    async guards(guardian_id: string, ...children: string[]): Promise<void> {
      for (const dependent_id of children) {
        await sql()`insert into guardianships ${
          sql()({ guardian_id, dependent_id, relation: 'parent' })
        }`;
      }
    },
    async chooses(user_id: string, columns: object): Promise<void> {
      await sql()`insert into notification_preferences ${
        sql()({ user_id, kind: 'announcement', channel: 'push', ...columns })
      }`;
    },
  };
}
