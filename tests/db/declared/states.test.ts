import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkInStates,
  checkInStatuses,
} from '../../../src/db/schema/academy/check-ins/check-ins.ts';
import type { TransitionTrigger } from '../../../src/db/declare/state-machine.ts';
import {
  requestStates,
  requestStatuses,
} from '../../../src/db/schema/agent/requests/agent-requests.ts';
import {
  processingStates,
  processingStatuses,
} from '../../../src/db/schema/knowledge/documents.ts';
import {
  backfillMachine,
  backfillStates,
} from '../../../src/db/schema/store/backfills/backfills.ts';
import {
  reportMachine,
  reportStates,
} from '../../../src/db/schema/community/reports/post-reports.ts';
import {
  attachmentMachine,
  attachmentStates,
} from '../../../src/db/schema/materials/attachments.ts';
import {
  deliveryMachine,
  deliveryStates,
} from '../../../src/db/schema/notifications/deliveries.ts';
import {
  notificationMachine,
  notificationStatuses,
} from '../../../src/db/schema/notifications/notifications.ts';
import {
  closingMachine,
  closingStates,
} from '../../../src/db/schema/owner/closing/gym-closings.ts';
import {
  entryMachine,
  entryStates,
} from '../../../src/db/schema/mailings/automations/automation-entries.ts';
import { dryRunMachine, dryRunStates } from '../../../src/db/schema/mailings/dry-runs/dry-runs.ts';
import { messageMachine } from '../../../src/db/schema/mailings/messages/message-logs.ts';
import { messageStatus } from '../../../src/db/schema/store/enums.ts';
import { jobStates, jobStatuses } from '../../../src/db/schema/jobs/jobs.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';

const under = useDoor();
beforeAll(() => populate(under.admin));

interface Declared {
  table: string;
  /** A row that is moved from state to state. */
  row: string;
  statuses: readonly string[];
  trigger: TransitionTrigger;
  before: (to: string) => string[];
  /** What a CHECK asks for beside a state. */
  beside: (status: string) => Record<string, string | boolean | null>;
}

const of = <V extends string>(
  table: string,
  row: string,
  column: string,
  { values }: { values: readonly V[] },
  machine: { trigger(column: string): TransitionTrigger; before(to: V): V[] },
  beside: Declared['beside'] = () => ({}),
): Declared => ({
  ...{ table, row: idOf(row), statuses: values, trigger: machine.trigger(column) },
  ...{ before: (to) => machine.before(to as V), beside },
});

const machines = [
  of(
    'public.agent_requests',
    'agent_requests.student',
    'status',
    requestStatuses,
    requestStates,
  ),
  of(
    'public.documents',
    'documents.student',
    'processing_status',
    processingStatuses,
    processingStates,
  ),
  of(
    'public.check_ins',
    'check_ins.offered',
    'status',
    checkInStatuses,
    checkInStates,
    (status) => ({
      arrived: status === 'present',
      offered_until: status === 'offered' ? '2100-01-01' : null,
    }),
  ),
  ...['backfills', 'reconciliations'].map((table) =>
    of(`public.${table}`, `${table}.south`, 'state', backfillStates, backfillMachine, (state) => ({
      error: state === 'failed' ? 'gave_up' : null,
      ended_at: state === 'queued' || state === 'running' ? null : '2026-01-01',
    }))
  ),
  of(
    'public.post_reports',
    'post_reports.ofPost',
    'state',
    reportStates,
    reportMachine,
    (state) => ({ decided_at: state === 'open' ? null : '2026-01-01' }),
  ),
  of(
    'public.attachments',
    'attachments.begun',
    'state',
    attachmentStates,
    attachmentMachine,
  ),
  of(
    'public.gym_closings',
    'gym_closings.northKept',
    'state',
    closingStates,
    closingMachine,
    (state) => ({
      closed_at: state === 'erasing' || state === 'erased' ? '2026-01-01' : null,
      erased_at: state === 'erased' ? '2026-01-01' : null,
    }),
  ),
  of(
    'public.notifications',
    'notifications.plan',
    'status',
    notificationStatuses,
    notificationMachine,
    (status) => ({
      sent_at: status === 'sent' ? '2026-01-01' : null,
      failure: status === 'failed' ? 'unresolved' : null,
    }),
  ),
  of(
    'private.notification_deliveries',
    'notification_deliveries.student',
    'state',
    deliveryStates,
    deliveryMachine,
    (state) => ({ reason: state === 'dropped' || state === 'failed' ? 'no_device' : null }),
  ),
  of('private.jobs', 'jobs.otherwise', 'status', jobStatuses, jobStates),
  of(
    'private.automation_entries',
    'automation_entries.north',
    'state',
    entryStates,
    entryMachine,
  ),
  of('public.dry_runs', 'dry_runs.south', 'state', dryRunStates, dryRunMachine),
  of(
    'public.message_logs',
    'message_logs.north',
    'status',
    { values: messageStatus.enumValues },
    messageMachine,
    (status) => ({
      reason: status === 'failed' ? 'gave_up' : status === 'refused' ? 'no_consent' : null,
      claim: status === 'sending' ? '00000000-0000-4000-8000-000000000001' : null,
    }),
  ),
];

describe('states', () => {
  it('are enforced where they are declared, and nowhere else', async () => {
    const found = await under.admin<{ table: string; args: string[]; before: boolean }[]>`
      select n.nspname || '.' || c.relname as table,
        string_to_array(rtrim(encode(tgargs, 'escape'), '\\000'), '\\000') as args,
        tgtype & 2 > 0 as before
      from pg_trigger t join pg_class c on c.oid = tgrelid
      join pg_namespace n on n.oid = relnamespace
      where tgfoid = 'private.guard_transition'::regproc order by 1`;
    expect([...found]).toEqual(
      machines.map(({ table, trigger: { args } }) => ({ table, args: [...args], before: true }))
        .toSorted((a, b) => a.table < b.table ? -1 : 1),
    );
  });

  describe.each(machines)('of $table', ({ table, row, statuses, trigger, before, beside }) => {
    const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to })));

    it.each(pairs)('from $from to $to', async ({ from, to }) => {
      const { admin } = under;
      const become = (status: string) =>
        admin`update ${admin(table)} set ${
          admin({ [trigger.args[0]]: status, ...beside(status) })
        } where id = ${row}`;
      await admin`begin`;
      try {
        await admin`set local session_replication_role = replica`;
        await become(from);
        await admin`set local session_replication_role = origin`;
        const move = become(to);
        if (from === to || before(to).includes(from)) return expect((await move).count).toBe(1);
        await expect(move).rejects.toMatchObject({
          code: '23514',
          constraint_name: `${table.split('.')[1]}_transition`,
          detail: `from ${from} to ${to}`,
        });
      } finally {
        await admin`rollback`;
      }
    });
  });
});
