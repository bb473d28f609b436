import type { Subject } from '../../proof/cells.ts';
import { dryRunCustomers as judged, dryRuns as runs } from '../../world/mailings/dry-runs.ts';
import { becomeSystem, touched } from '../returning.ts';

/** What managers of the shop's gym read, and the job alone writes. */
const dryRunsTable: Subject = {
  name: 'public.dry_runs',
  rows: runs,
  probes: {
    select: 'select * from public.dry_runs',
    insert: `insert into public.dry_runs (shop_id, automation_id, of)
      values (:shops.south, :automations.south, 'draft')`,
    update: `update public.dry_runs set created_at = created_at where id = :row ${touched}`,
    'begin again': `update public.dry_runs set state = 'queued' where id = :row returning 'ok'`,
    'delete blindly': 'delete from public.dry_runs',
    truncate: 'truncate public.dry_runs',
  },
  access: [
    `
| actor          | select      | insert | delete blindly | truncate |
| anonymous      | 42501       | 42501  | 42501          | 42501    |
| manager deputy | north left  | 42501  | 42501          | 42501    |
| otherManager   | south taken | 42501  | 42501          | 42501    |
| system         | all         | 42501  | ×5             | 42501    |
| everyone else  | -           | 42501  | 42501          | 42501    |`,
    `
| actor         | update | begin again        |
| system        | all    | 23514: all · north |
| everyone else | 42501  | 42501              |`,
  ],
};

const dryRunCustomersTable: Subject = {
  name: 'public.dry_run_customers',
  rows: judged,
  key: 'customer_id',
  ids: 'customers',
  appendOnly: true,
  probes: {
    select: 'select * from public.dry_run_customers',
    insert: `insert into public.dry_run_customers
      (shop_id, dry_run_id, customer_id, outcome, reason)
      values (:shops.taken, :dry_runs.taken, :customers.isTaken, 'to_send', '')`,
    update: `update public.dry_run_customers set outcome = 'to_send' where customer_id = :row`,
    'delete blindly': 'delete from public.dry_run_customers',
    truncate: 'truncate public.dry_run_customers',
  },
  access: [`
| actor          | select                                       | insert | update | delete blindly | truncate |
| anonymous      | 42501                                        | 42501  | 42501  | 42501          | 42501    |
| manager deputy | isStudent isFellow isChild isNobody isFormer | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isStudentAtSouth isOtherStudent isTaken      | 42501  | 42501  | 42501          | 42501    |
| system         | all                                          | 23505  | 42501  | 42501          | 42501    |
| everyone else  | -                                            | 42501  | 42501  | 42501          | 42501    |`],
};

const started = (shop: string, of = 'draft') =>
  `select r.automation_id from private.start_dry_run(:automations.${shop}, '${of}') r`;

const startDryRun: Subject = {
  name: 'private.start_dry_run(uuid,text)',
  returns: 'SETOF dry_runs',
  probes: {
    'under way': `select r.id from private.start_dry_run(:automations.north, 'draft') r`,
    'is queued once': [
      `select from private.start_dry_run(:automations.left, 'draft')`,
      becomeSystem,
      `select count(*)::text from private.jobs where kind = 'run_dry_run'`,
    ],
    north: started('north'),
    left: started('left'),
    south: started('south'),
    archived: started('taken'),
    gone: started('gone'),
    'not published': started('left', 'published'),
    published: started('south', 'published'),
    'another is under way': started('north', 'published'),
    'of another automation': [
      `insert into public.automations (id, shop_id, name, trigger, action, tag) values
        ('00000000-0000-4000-8000-0000000000a1', :shops.north, 'x', 'birthday', 'tag', 'x')`,
      `select r.automation_id from private.start_dry_run('00000000-0000-4000-8000-0000000000a1',
        'draft') r`,
    ],
  },
  access: [
    `
| actor            | published | another is under way | of another automation                |
| anonymous system | 42501     | 42501                | 42501                                |
| manager deputy   | -         | 23514                | 00000000-0000-4000-8000-0000000000a1 |
| otherManager     | south     | -                    | 42501/rls                            |
| everyone else    | -         | -                    | 42501/rls                            |`,
    `
| actor            | under way | is queued once            | north | left  | south | archived | gone  | not published |
| anonymous system | 42501     | 42501                     | 42501 | 42501 | 42501 | 42501    | 42501 | 42501         |
| manager deputy   | north     | 1                         | north | left  | -     | -        | -     | 23514         |
| otherManager     | -         | 0                         | -     | -     | south | 23514    | -     | -             |
| everyone else    | -         | 0                         | -     | -     | -     | -        | -     | -             |`,
  ],
};

export const dryRuns = [dryRunsTable, dryRunCustomersTable, startDryRun];
