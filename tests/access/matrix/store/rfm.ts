import type { Subject } from '../../proof/cells.ts';
import { rfmRuns as runs, segmentChanges as changes } from '../../world/store/rfm.ts';
import { closed } from '../closed.ts';

/** What scoring leaves behind: read by managers of the shop's gym, written by functions alone. */
const segmentChanges: Subject = {
  name: 'public.segment_changes',
  rows: changes,
  appendOnly: true,
  probes: {
    select: 'select * from public.segment_changes',
    insert: `insert into public.segment_changes (shop_id, customer_id, "to", rfm, as_of)
      values (:shops.north, :customers.isStudent, 'lost', 111, '2020-01-03')`,
    update: `update public.segment_changes set as_of = '2020-01-03' where id = :row`,
    'delete blindly': 'delete from public.segment_changes',
    truncate: 'truncate public.segment_changes',
  },
  access: [`
| actor          | select                                        | insert | update | delete blindly | truncate |
| manager deputy | isStudent isFellow isChild isNobody isFormer ofChildLater | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isStudentAtSouth isOtherStudent isTaken       | 42501  | 42501  | 42501          | 42501    |
| system         | all                                           | 42501  | 42501  | 42501          | 42501    |
| anonymous      | 42501                                         | 42501  | 42501  | 42501          | 42501    |
| everyone else  | -                                             | 42501  | 42501  | 42501          | 42501    |`],
};

const rfmRuns: Subject = {
  name: 'public.rfm_runs',
  rows: runs,
  appendOnly: true,
  probes: {
    select: 'select * from public.rfm_runs',
    insert:
      `insert into public.rfm_runs (shop_id, as_of, currency, segment_order, truncated, recency,
      frequency, monetary, customers, changed, moved, segments, other_currency, no_counted_order,
      orders_in_other_currency)
      values (:shops.north, '2020-01-03', 'BRL', 'listed', false, '{}', '{}', '{}', 0, 0, 0, '[]', 0, 0, 0)`,
    update: 'update public.rfm_runs set customers = 1 where id = :row',
    'delete blindly': 'delete from public.rfm_runs',
    truncate: 'truncate public.rfm_runs',
  },
  access: [`
| actor          | select      | insert | update | delete blindly | truncate |
| manager deputy | north left  | 42501  | 42501  | 42501          | 42501    |
| otherManager   | south taken | 42501  | 42501  | 42501          | 42501    |
| system         | all         | 42501  | 42501  | 42501          | 42501    |
| anonymous      | 42501       | 42501  | 42501  | 42501          | 42501    |
| everyone else  | -           | 42501  | 42501  | 42501          | 42501    |`],
};

const SEGMENTS = `array_fill('lost'::public.customer_segment, array[125])`;
const types = 'uuid,date,text,customer_segment[])';

const computed = (shop: string) =>
  `select shop_id from private.rfm_on(:shops.${shop}, '2020-01-02', 'listed', ${SEGMENTS})`;

const rfmOn: Subject = {
  name: `private.rfm_on(${types}`,
  returns: 'SETOF rfm_runs',
  probes: {
    north: computed('north'),
    'uninstalled': computed('left'),
    south: computed('south'),
    gone: computed('gone'),
    'writes nothing': [
      computed('north'),
      `select count(*)::text from public.rfm_runs where shop_id = :shops.north`,
    ],
  },
  access: [`
| actor            | north | uninstalled | south | gone  | writes nothing |
| anonymous system | 42501 | 42501       | 42501 | 42501 | 42501          |
| manager deputy   | north | left        | -     | -     | 1              |
| otherManager     | -     | -           | south | -     | 0              |
| everyone else    | -     | -           | -     | -     | 0              |`],
};

const scored = (shop: string) =>
  `select shop_id from private.score_shop(:shops.${shop}, '2020-01-02', 'listed', ${SEGMENTS})`;

const scoreShop: Subject = {
  name: `private.score_shop(${types}`,
  returns: 'SETOF rfm_runs',
  probes: {
    north: scored('north'),
    gone: scored('gone'),
    'is kept': [
      scored('north'),
      `select count(*)::text from public.rfm_runs where shop_id = :shops.north`,
    ],
    'of an earlier day is not': [
      `select from private.score_shop(:shops.north, '2020-01-01', 'listed', ${SEGMENTS})`,
      `select count(*)::text from public.rfm_runs where shop_id = :shops.north`,
    ],
    'of a day to come is not': [
      `select from private.score_shop(:shops.north, '2190-01-01', 'listed', ${SEGMENTS})`,
      `select count(*)::text from public.rfm_runs where shop_id = :shops.north`,
    ],
  },
  access: [`
| actor         | north | gone  | is kept | of an earlier day is not | of a day to come is not |
| system        | north | -     | 2       | 1                        | 1                       |
| everyone else | 42501 | 42501 | 42501   | 42501                    | 42501                   |`],
};

const asked = (shop: string) => `select private.request_scoring(:shops.${shop})::text`;

const requestScoring: Subject = {
  name: 'private.request_scoring(uuid)',
  returns: 'boolean',
  probes: {
    north: asked('north'),
    twice: [asked('north'), asked('north')],
    south: asked('south'),
    gone: asked('gone'),
  },
  access: [`
| actor            | north | twice | south | gone  |
| anonymous system | 42501 | 42501 | 42501 | 42501 |
| manager deputy   | true  | false | null  | null  |
| otherManager     | null  | null  | true  | null  |
| everyone else    | null  | null  | null  | null  |`],
};

const segmentsOn: Subject = {
  name: 'private.segments_on(uuid,date)',
  returns: 'TABLE(customer_id uuid, segment customer_segment)',
  probes: {
    north: `select customer_id from private.segments_on(:shops.north, '2020-01-02')`,
    south: `select customer_id from private.segments_on(:shops.south, '2020-01-02')`,
    'a day later': `select customer_id from private.segments_on(:shops.north, '2020-01-03')`,
    'the day before': `select customer_id from private.segments_on(:shops.north, '2020-01-01')`,
  },
  access: [`
| actor          | north                               | south                           | a day later                 | the day before |
| anonymous      | 42501                               | 42501                           | 42501                       | 42501          |
| manager deputy | isStudent isFellow isChild isNobody | -                               | isStudent isFellow isNobody | -              |
| otherManager   | -                                   | isStudentAtSouth isOtherStudent | -                           | -              |
| system         | isStudent isFellow isChild isNobody | isStudentAtSouth isOtherStudent | isStudent isFellow isNobody | -              |
| everyone else  | -                                   | -                               | -                           | -              |`],
};

const moved = (shop: string) =>
  `select concat("from", '>', "to", ':', customers)
    from private.segment_movements(:shops.${shop}, '2020-01-01', '2020-01-02')`;

const segmentMovements: Subject = {
  name: 'private.segment_movements(uuid,date,date)',
  returns: 'TABLE("from" customer_segment, "to" customer_segment, customers integer)',
  probes: { north: moved('north'), south: moved('south') },
  access: [`
| actor          | north                 | south                 |
| anonymous      | 42501                 | 42501                 |
| manager deputy | >potential_loyalist:4 | -                     |
| otherManager   | -                     | >potential_loyalist:2 |
| system         | >potential_loyalist:4 | >potential_loyalist:2 |
| everyone else  | -                     | -                     |`],
};

/** Steps of scoring: they ask nobody who they are. */
const steps = closed([
  [
    'compute_rfm(uuid,date,customer_segment[],boolean)',
    'rfm_runs',
    `compute_rfm(:shops.north, '2020-01-02', ${SEGMENTS}, false)`,
  ],
  [
    `rfm_run(uuid,date,text,customer_segment[],boolean)`,
    'SETOF rfm_runs',
    `rfm_run(:shops.north, '2020-01-02', 'listed', ${SEGMENTS}, false)`,
  ],
  ['left_out(uuid,date)', 'record', `left_out(:shops.north, '2020-01-02')`],
  [
    'sums_on(uuid,timestamp with time zone)',
    'SETOF customer_stats',
    'sums_on(:shops.north, now())',
  ],
]);

export const rfm = [
  ...[segmentChanges, rfmRuns, rfmOn, scoreShop, requestScoring, segmentsOn, segmentMovements],
  ...steps,
];
