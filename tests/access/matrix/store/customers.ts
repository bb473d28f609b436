import { customers as rows } from '../../world/store/store.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';

/** Who a customer is, and by what. */
const matched = (row: string) => [
  becomeSystem,
  `select concat_ws('/', u.first_name, c.matched_by)
    from public.customers c left join public.users u on u.id = c.user_id
    where c.id = :customers.${row}`,
];
const verifies = (person: string, email = 'ISNOBODY@tatame.test') =>
  `update public.users set email = '${email}', email_verified_at = now()
    where id = :users.${person}`;

/** What happens to members, told by the system: who becomes whose customer by it. */
const followed: Record<string, Probe> = {
  'when a member verifies': [verifies('student'), ...matched('isNobody')],
  'when one whom a person refused does': [verifies('fellow'), ...matched('isNobody')],
  'when a child does': [verifies('child'), ...matched('isNobody')],
  'when one of another gym does': [verifies('otherStudent'), ...matched('isNobody')],
  'when a second one does': [
    `update public.users set email_verified_at = now() where id = :users.fellow`,
    verifies('student', 'fellow@tatame.test'),
    ...matched('isFellow'),
  ],
  'when one is approved': [
    verifies('stranger'),
    `insert into public.memberships (user_id, gym_id, role, approved_at)
      values (:users.stranger, :gyms.north, 'STUDENT', now())`,
    ...matched('isNobody'),
  ],
  'when one is not approved yet': [
    verifies('stranger'),
    `insert into public.memberships (user_id, gym_id, role)
      values (:users.stranger, :gyms.north, 'STUDENT')`,
    ...matched('isNobody'),
  ],
  'when one turns out to be a minor': [
    `update public.users set email_verified_at = null, birth_date = current_date - 3650
      where id = :users.fellow`,
    ...matched('isFellow'),
  ],
  'when that is another': [
    `update public.users set email_verified_at = null, birth_date = current_date - 3650
      where id = :users.fellow`,
    ...matched('isStudent'),
  ],
};

/** Customers: seen by the managers of the shop's gym, and by the member who they are. */
const customers: Subject = {
  name: 'public.customers',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.customers`,
    insert: `insert into public.customers (shop_id, shopify_id) values (:shops.north, 1)`,
    update: `update public.customers set phone = null where id = :row`,
    'delete blindly': `delete from public.customers`,
    truncate: `truncate public.customers`,
    ...followed,
  },
  access: [
    `
| actor          | select                                       | insert | update | delete blindly | truncate |
| anonymous      | 42501                                        | 42501  | 42501  | 42501          | 42501    |
| student        | isStudent isStudentAtSouth                   | 42501  | 42501  | 42501          | 42501    |
| former         | isFormer                                     | 42501  | 42501  | 42501          | 42501    |
| manager deputy | isStudent isFellow isChild isNobody isFormer | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isStudentAtSouth isOtherStudent isTaken      | 42501  | 42501  | 42501          | 42501    |
| system         | all                                          | 42501  | 42501  | 23503          | 42501    |
| everyone else  | -                                            | 42501  | 42501  | 42501          | 42501    |`,
    `
| actor  | when a member verifies | when one whom a person refused does | when a child does | when one of another gym does | when a second one does |
| system | student/email          |                                     |                   |                              | fellow/email           |
| everyone else | 42501           | 42501                               | 42501             | 42501                        | 42501                  |`,
    `
| actor  | when one is approved | when one is not approved yet | when one turns out to be a minor | when that is another |
| system | stranger/email       |                              |                                  | student/email        |
| everyone else | 42501         | 42501                        | 42501                            | 42501                |`,
  ],
};

/** Sums and scores: the managers'. */
const customerStats: Subject = {
  name: 'public.customer_stats',
  rows,
  key: 'customer_id',
  ids: 'customers',
  appendOnly: true,
  probes: {
    select: `select * from public.customer_stats`,
    insert: `insert into public.customer_stats (customer_id, shop_id)
      values (:customers.isTaken, :shops.taken)`,
    update: `update public.customer_stats set orders_count = 9 where customer_id = :row`,
    'delete blindly': `delete from public.customer_stats`,
    truncate: `truncate public.customer_stats`,
    'when the currency changes': [
      `update public.shops set currency = 'USD' where id = :shops.north`,
      `select sum(orders_count)::integer || '/' || sum(total_spent)
        from public.customer_stats where shop_id = :shops.north`,
    ],
    'when another shop’s does': [
      `update public.shops set currency = 'USD' where id = :shops.south`,
      `select sum(orders_count)::integer from public.customer_stats where shop_id = :shops.north`,
    ],
  },
  access: [
    `
| actor         | when the currency changes | when another shop’s does |
| system        | 0/0.0000                  | 4                        |
| everyone else | 42501                     | 42501                    |`,
    `
| actor          | select                                       | insert | update | delete blindly | truncate |
| anonymous      | 42501                                        | 42501  | 42501  | 42501          | 42501    |
| manager deputy | isStudent isFellow isChild isNobody isFormer | 42501  | 42501  | 42501          | 42501    |
| otherManager   | isStudentAtSouth isOtherStudent isTaken      | 42501  | 42501  | 42501          | 42501    |
| system         | all                                          | 42501  | 42501  | ×8             | 42501    |
| everyone else  | -                                            | 42501  | 42501  | 42501          | 42501    |`,
  ],
};

/** Whom a person said a customer is not: for functions alone. */
const refusedMatches: Subject = {
  name: 'private.refused_matches',
  rows: ['isNobody'],
  key: 'customer_id',
  ids: 'customers',
  appendOnly: true,
  probes: {
    select: `select * from private.refused_matches`,
    insert: `insert into private.refused_matches (customer_id, shop_id, user_id)
      values (:customers.isTaken, :shops.taken, :users.student)`,
    update: `update private.refused_matches set created_at = now()
      where customer_id = :row returning 'ok'`,
    'delete blindly': `delete from private.refused_matches`,
    truncate: `truncate private.refused_matches`,
  },
  access: [`
| actor         | select | insert | update | delete blindly | truncate |
| system        | all    | 42501  | 42501  | 42501          | 42501    |
| everyone else | 42501  | 42501  | 42501  | 42501          | 42501    |`],
};

/** Which customers are the caller. */
const ownCustomerIds: Subject = {
  name: 'private.own_customer_ids()',
  returns: 'uuid[]',
  probes: {
    call: `select unnest(private.own_customer_ids())`,
    'of nobody': `select private.own_customer_ids() = '{}'`,
  },
  access: [`
| actor         | call                       | of nobody |
| anonymous     | 42501                      | 42501     |
| student       | isStudent isStudentAtSouth | false     |
| former        | isFormer                   | false     |
| everyone else | -                          | true      |`],
};

export const customerTables = [customers, customerStats, refusedMatches, ownCustomerIds];
