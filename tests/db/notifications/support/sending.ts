import type postgres from 'postgres';

/** The device of the nth member. */
export const deviceOf = (n: number) => `ExponentPushToken[member-${n}]`;
export const addressOf = (n: number) => `member-${n}@tatame.test`;

const TABLES = ['private.jobs', 'notifications', 'push_tokens', 'user_profiles', 'users', 'gyms'];

/** Gyms, members and what they are to be told, as a superuser. */
export function sendingTo(sql: () => postgres.Sql) {
  return {
    async gym(): Promise<string> {
      const [gym] = await sql()<{ id: string }[]>`
        insert into gyms (name) values ('Kaizen') returning id`;
      return gym!.id;
    },
    /** Members with a device and an address each. */
    async members(count: number): Promise<string[]> {
      const rows = await sql()<{ id: string }[]>`
        with person as (
          insert into users (source, first_name, email)
          select 'staff', n::text, 'member-' || n || '@tatame.test' from generate_series(1, ${count}) n
          returning id, first_name
        ), device as (
          insert into push_tokens (user_id, token, platform, last_seen_at)
          select id, 'ExponentPushToken[member-' || first_name || ']', 'ios', now() - interval '1 day'
          from person
        )
        select id from person order by first_name::integer`;
      return rows.map(({ id }) => id);
    },
    /** A notification with a delivery to each, which is enqueued as whoever makes it does. */
    async notify(
      gym: string,
      people: readonly string[],
      { channel = 'push', title = 'Aula às 19h', after = '0 s' } = {},
    ): Promise<string> {
      return await sql().begin(async (tx) => {
        const [notification] = await tx<{ id: string }[]>`
          insert into notifications (gym_id, title, content, channel, audience)
          values (${gym}, ${title}, 'Traga o kimono.', ${channel}, '{"type": "gym"}') returning id`;
        await tx`
          insert into private.notification_deliveries
            (notification_id, user_id, channel, target, not_before)
          select ${notification!.id}, u.id, ${channel},
            case ${channel} when 'push' then (select t.token from push_tokens t where t.user_id = u.id)
              else u.email end,
            date_trunc('milliseconds', now()) + ${after}::interval
          from users u where u.id = any(${people as string[]})`;
        // It is resolved by hand, above.
        await tx`delete from private.jobs where kind = 'resolve_notification'`;
        await tx`select private.enqueue_deliveries(${notification!.id})`;
        return notification!.id;
      });
    },
    /** How many deliveries are where: `failed device_not_registered`. */
    async states(notification?: string): Promise<Record<string, number>> {
      const rows = await sql()<{ state: string; count: number }[]>`
        select concat_ws(' ', state, reason) as state, count(*)::integer from
          private.notification_deliveries
        where ${notification ?? null}::uuid is null or notification_id = ${notification ?? null}
        group by 1 order by 1`;
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    async clear(): Promise<void> {
      for (const table of TABLES) {
        await sql().unsafe(`delete from ${table}`);
      }
    },
    /** What waits in the queue. */
    jobs: () =>
      sql()<{ status: string; error: string | null; id: string; run_at: Date }[]>`
        select id, status, error, run_at from private.jobs
        where kind = 'send_notifications' order by created_at, id`,
    /** Makes whatever waits due. */
    async hurry(): Promise<void> {
      await sql()`update private.jobs set run_at = now() - interval '1 s'
        where kind in ('send_notifications', 'follow_deliveries') and status = 'queued'`;
    },
  };
}
