import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportedRow } from '../../../src/owner/export/contract.ts';
import { exportGym } from '../../../src/owner/export/export-gym.ts';
import type { Position } from '../../../src/db/keyset.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';
import { actingAs } from './support/acting-as.ts';

const under = useDoor();
const as = actingAs(() => under.door);
const north = idOf('gyms.north');

/** Everything, in pages of so many rows. */
async function take(name: Parameters<typeof as>[0], limit: number): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = [];
  let after: Position | undefined;
  do {
    const page = await exportGym(as(name), { gym_id: north, page: { limit, after } });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    // A page of nothing would be a page too many.
    expect(page.items.length > 0 || page.next === null).toBe(true);
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

const trail = (action: string) =>
  under.admin<{ actor_id: string; subject_id: string | null }[]>`
    select actor_id, subject_id from audit_events
    where gym_id = ${north} and action = ${action} and created_at > now() - interval '1 hour'`;

beforeAll(() => populate(under.admin));

describe("a gym's export", () => {
  it('has every row once, whatever the size of its pages', async () => {
    const whole = await take('deputy', 1000);
    expect(await take('deputy', 3)).toEqual(whole);
    const keys = whole.map(({ table, row }) => `${table} ${JSON.stringify(row)}`);
    expect(new Set(keys).size).toBe(keys.length);
    const counted = (table: string) => whole.filter((one) => one.table === table).length;
    const [there] = await under.admin`
      select (select count(*)::integer from check_ins where gym_id = ${north}) as check_ins,
        (select count(*)::integer from memberships where gym_id = ${north}) as memberships,
        (select count(*)::integer from memberships m join users u on u.id = m.user_id
          where m.gym_id = ${north} and m.in_effect and u.deleted_at is null) as members,
        (select count(*)::integer from orders o join shops s on s.id = o.shop_id
          where s.gym_id = ${north} and s.deleted_at is null) as orders`;
    expect(there).toMatchObject({ check_ins: expect.any(Number), orders: expect.any(Number) });
    for (const [table, count] of Object.entries(there!)) expect(counted(table), table).toBe(count);
  });

  it('holds nothing of another gym, and nothing that opens anything', async () => {
    const text = JSON.stringify(await take('manager', 1000));
    const [{ hashes } = { hashes: [] }] = await under.admin<{ hashes: string[] }[]>`
      select array(
        select token_hash from invitations union all select token_hash from front_desks
        union all select token_hash from calendar_links
      ) as hashes`;
    expect(hashes.length).toBeGreaterThan(2);
    expect(hashes.filter((hash) => text.includes(hash))).toEqual([]);
    expect(text).toContain(idOf('users.child'));
    expect(text).not.toContain(idOf('users.otherStudent'));
  });

  it('tells what its shops sent by themselves, and to whom nothing may be sent', async () => {
    const whole = await take('manager', 1000);
    const shop_id = idOf('shops.north');
    const of = (table: string) =>
      whole.filter((one) => one.table === table && one.row['shop_id'] === shop_id)
        .map(({ row }) => row);
    const told = {
      mailing_settings: [{ shop_id, cap_messages: 2 }],
      message_templates: [{ id: idOf('message_templates.north') }],
      message_template_versions: [{ id: idOf('message_template_versions.north'), number: 1 }],
      automations: [{ id: idOf('automations.north') }],
      automation_versions: [{ id: idOf('automation_versions.north'), number: 1 }],
      customer_tags: [{ shop_id, tag: 'north' }],
      message_logs: [{ id: idOf('message_logs.north'), status: 'scheduled' }],
      suppressions: [{ id: idOf('suppressions.north'), reason: 'bounced' }],
      refused_topics: [{ customer_id: idOf('customers.isStudent'), topic: 'offers' }],
    };
    for (const [table, rows] of Object.entries(told)) expect(of(table), table).toMatchObject(rows);
    expect(of('message_logs')[0]).not.toHaveProperty('claim');
    expect(whole.filter(({ row }) => row['shop_id'] === idOf('shops.south'))).toEqual([]);
  });

  it('is for managers alone, and leaves one trace a day, and one of each child', async () => {
    for (const name of ['instructor', 'student', 'former', 'otherManager', 'stranger'] as const) {
      await expect(take(name, 1000), name).rejects.toMatchObject({ code: 'not_a_manager' });
    }
    await take('manager', 1000);
    const taken = await trail('gym_exported');
    expect(taken.map(({ actor_id }) => actor_id).sort())
      .toEqual([idOf('users.manager'), idOf('users.deputy')].sort());
    const read = (await trail('minor_read')).filter(({ subject_id }) =>
      subject_id === idOf('users.child')
    );
    expect(read.map(({ actor_id }) => actor_id)).toEqual([idOf('users.manager')]);
    await under.admin.begin(async (tx) => {
      // The trail lets nobody change it.
      await tx`set local session_replication_role = replica`;
      await tx`update audit_events set created_at = created_at - interval '1 day'
        where action = 'gym_exported'`;
    });
    await take('manager', 1000);
    expect(await trail('gym_exported')).toMatchObject([{ actor_id: idOf('users.manager') }]);
  });
});
