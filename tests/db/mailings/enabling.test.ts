import { expect, it, vi } from 'vitest';
import { MOST_ENABLED } from '../../../src/db/schema/mailings/automations/automations.ts';
import { AppError } from '../../../src/errors.ts';
import { enableAutomation } from '../../../src/mailings/automations/enable-automation.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arrive } from '../erasure/support/people.ts';
import { mailings } from './support/scene.ts';

const under = useDoor();
const on = mailings(() => under.admin);

it('the last automation that may run is enabled once, of two that are enabled at once', async () => {
  const { admin } = under;
  const manager = await arrive(under.door);
  const { gym_id, shop_id } = await on.shop();
  await admin`insert into memberships (user_id, gym_id, role, approved_at)
    values (${manager.caller.userId}, ${gym_id}, 'MANAGER', now())`;
  const template = await on.template(shop_id);
  const many = MOST_ENABLED - 1;
  await Promise.all(
    Array.from({ length: many }, () => on.automation(shop_id, { template })),
  );
  const off = () => on.automation(shop_id, { template, enabled: false });
  const [one, other] = [await off(), await off()];
  const enable = () =>
    enableAutomation(manager, {
      automation_id: other.automation_id,
      body: { enabled: true },
      version: undefined,
    }).then(() => 'done', (error) => error instanceof AppError ? error.code : error);
  const { enabling } = await admin.begin(async (tx) => {
    await tx`update automations set enabled = true where id = ${one.automation_id}`;
    const enabling = enable();
    const held = () => tx`select from pg_locks where pg_backend_pid() = any(pg_blocking_pids(pid))`;
    await vi.waitFor(async () => expect(await held()).not.toEqual([]), 10_000);
    return { enabling };
  });
  expect(await enabling).toBe('too_many_automations');
  const [enabled] = await admin`select count(*)::int as automations from automations
    where shop_id = ${shop_id} and enabled`;
  expect(enabled).toEqual({ automations: MOST_ENABLED });
});
