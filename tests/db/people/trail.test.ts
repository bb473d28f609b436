import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';

const under = useDoor();
const event = idOf('audit_events.ofStudent');

beforeAll(async () => {
  await populate(under.admin);
  await under.admin`set role postgres`;
});
afterAll(() => under.admin`reset role`);

const change = (set: string) =>
  under.admin.unsafe(`update audit_events set ${set} where id = '${event}'`);

describe('the trail, to its owner', () => {
  it.each([
    `action = 'erased'`,
    `created_at = now()`,
    `gym_id = null`,
    `details = '{"to": "MANAGER"}'`,
    `details = '{}'`,
    `actor_id = '${idOf('users.fellow')}'`,
    `subject_id = '${idOf('users.fellow')}'`,
    `subject_id = null, details = '{"to": "MANAGER"}'`,
  ])('refuses %s', async (set) => {
    await expect(change(set)).rejects.toMatchObject({ code: '42501' });
  });

  it('loses nothing', async () => {
    await expect(under.admin`delete from audit_events`).rejects.toMatchObject({ code: '42501' });
    await expect(under.admin`truncate audit_events`).rejects.toMatchObject({ code: '42501' });
    await expect(under.admin`delete from consent_texts where text_version = 'none'`)
      .rejects.toMatchObject({ code: '42501' });
  });

  it('lets an erasure take the names out', async () => {
    await change('actor_id = null');
    await change(`subject_id = null, details = '{}'`);
    const [row] = await under.admin`
      select actor_id, subject_id, details, action from audit_events where id = ${event}`;
    expect(row).toEqual({ actor_id: null, subject_id: null, details: {}, action: 'role_changed' });
  });
});
