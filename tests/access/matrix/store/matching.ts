import type { Probe, Subject } from '../../proof/cells.ts';
import { subjectOf } from '../../world/actors.ts';
import { closed, ofTriggers } from '../closed.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

const who = (row: string) => [
  becomeSystem,
  `select concat_ws('/', u.first_name, c.matched_by)
    from public.customers c left join public.users u on u.id = c.user_id
    where c.id = :customers.${row}`,
];
const inTheTrail = (action: string) => [
  becomeSystem,
  `select subject_id from public.audit_events where action = '${action}'
    and details ? 'customer_id' and gym_id = :gyms.north and actor_id = :me`,
];

const idOf = (row: string) =>
  `(select shopify_id from public.customers where id = :customers.${row})`;

const refuse = (row: string) => `select private.refuse_match(:customers.${row})`;

const refuseMatch: Subject = {
  name: 'private.refuse_match(uuid)',
  returns: 'boolean',
  probes: {
    "the student's": refuse('isStudent'),
    "the fellow's": refuse('isFellow'),
    "the former's": refuse('isFormer'),
    'of south': refuse('isOtherStudent'),
    "nobody's": refuse('isNobody'),
    'twice': [refuse('isFellow'), refuse('isFellow')],
    'who it is then': [refuse('isFellow'), ...who('isFellow')],
    'who another is then': [refuse('isFellow'), ...who('isStudent')],
    'in the trail': [refuse('isFellow'), ...inTheTrail('customer_unmatched')],
  },
  access: [
    `
| actor            | the student's | the fellow's | the former's | of south | nobody's | twice |
| anonymous system | 42501         | 42501        | 42501        | 42501    | 42501    | 42501 |
| student          | true          | false        | false        | false    | false    | false |
| former           | false         | false        | true         | false    | false    | false |
| manager deputy   | true          | true         | true         | false    | false    | false |
| otherManager     | false         | false        | false        | true     | false    | false |
| everyone else    | false         | false        | false        | false    | false    | false |`,
    `
| actor            | who it is then | who another is then | in the trail |
| anonymous system | 42501          | 42501               | 42501        |
| manager deputy   |                | student/email       | fellow       |
| everyone else    | fellow/email   | student/email       | -            |`,
  ],
};

const match = (row: string, person: string) =>
  `select private.match_customer(:customers.${row}, :users.${person})`;

const matchCustomer: Subject = {
  name: 'private.match_customer(uuid,uuid)',
  returns: 'boolean',
  probes: {
    'a member': match('isNobody', 'student'),
    'a refused one': [match('isNobody', 'fellow'), ...who('isNobody')],
    'who is refused then': [
      match('isNobody', 'fellow'),
      refuse('isNobody'),
      match('isNobody', 'fellow'),
      refuse('isNobody'),
    ],
    'a child': match('isNobody', 'child'),
    'a member of south': match('isNobody', 'otherStudent'),
    'one who left': match('isNobody', 'former'),
    'one who asked to join': match('isNobody', 'pending'),
    'one who was erased': match('isNobody', 'deleted'),
    'at south': match('isTaken', 'otherStudent'),
    'instead of another': [match('isFellow', 'student'), ...who('isFellow')],
    'and another stays': [match('isNobody', 'fellow'), ...who('isStudent')],
    'in the trail': [match('isNobody', 'fellow'), ...inTheTrail('customer_matched')],
    'one who is gone': [
      becomeSystem,
      `select private.delete_customer(:shops.north, ${idOf('isNobody')})`,
      elsewhere({ sub: subjectOf('manager') }),
      match('isNobody', 'student'),
    ],
    'one who was redacted': [
      becomeSystem,
      `select private.redact_customer(:shops.north, ${idOf('isNobody')})`,
      elsewhere({ sub: subjectOf('manager') }),
      match('isNobody', 'student'),
    ],
    'who else is refused then': [
      elsewhere({ sub: subjectOf('manager') }),
      refuse('isStudent'),
      match('isNobody', 'student'),
      becomeSystem,
      `select user_id from private.refused_matches`,
    ],
    'what else they are refused for then': [
      elsewhere({ sub: subjectOf('manager') }),
      refuse('isFellow'),
      match('isNobody', 'fellow'),
      becomeSystem,
      `select customer_id from private.refused_matches`,
    ],
  },
  access: [
    `
| actor            | a member | a refused one | who is refused then | a child | a member of south | one who left |
| anonymous system | 42501    | 42501         | 42501               | 42501   | 42501             | 42501        |
| manager deputy   | true     | fellow/person | true                | 23514   | 23514             | 23514        |
| everyone else    | false    |               | false               | false   | false             | false        |`,
    `
| actor            | one who asked to join | one who was erased | at south | instead of another | and another stays | in the trail |
| anonymous system | 42501                 | 42501              | 42501    | 42501              | 42501             | 42501        |
| manager deputy   | 23514                 | 23514              | false    | student/person     | student/email     | fellow       |
| otherManager     | false                 | false              | true     | fellow/email       | student/email     | -            |
| everyone else    | false                 | false              | false    | fellow/email       | student/email     | -            |`,
    // By the manager, whoever the actor is.
    `
| actor         | one who is gone | one who was redacted | who else is refused then | what else they are refused for then |
| everyone else | false           | false                | student fellow           | isFellow                            |`,
  ],
};

const types = 'text[],text[],text[],text[],text[],text[],text[],text[],' +
  'timestamp with time zone[],timestamp with time zone[],timestamp with time zone[]';
/** That a customer has this address, from tomorrow on. */
const told = (email: string, id = '7', at = 1) =>
  `select written from private.apply_customers(:shops.north, array[${id}]::bigint[], '{1}',
    '{${email}}', '{null}', '{null}', '{null}', '{null}', '{null}', '{null}', '{null}', '{null}',
    array[now() + interval '${at} days'], '{null}')`;
const verified = (...people: string[]) =>
  `update public.users set email_verified_at = now()
    where id in (${people.map((name) => `:users.${name}`).join()})`;
const found = (id = '7') => [
  `select concat_ws('/', u.first_name, c.matched_by, c.email)
    from public.customers c left join public.users u on u.id = c.user_id
    where c.shop_id = :shops.north and c.shopify_id = ${id}`,
];

const matching: Record<string, Probe> = {
  'a verified member': [verified('fellow'), told('FELLOW@tatame.test'), ...found()],
  'one not verified': [told('fellow@tatame.test'), ...found()],
  'a child': [verified('child'), told('child@tatame.test'), ...found()],
  'one of south': [verified('otherStudent'), told('otherStudent@tatame.test'), ...found()],
  'whom a person refused': [
    verified('fellow'),
    told('fellow@tatame.test', idOf('isNobody')),
    `select concat_ws('/', user_id, email) from public.customers where id = :customers.isNobody`,
  ],
  'one of two': [
    verified('fellow', 'instructor'),
    `update public.users set email = 'fellow@tatame.test' where id = :users.instructor`,
    told('fellow@tatame.test'),
    ...found(),
  ],
  'another address': [
    told('x@tatame.test', idOf('isFellow')),
    `select concat_ws('/', user_id, email) from public.customers where id = :customers.isFellow`,
  ],
  'the same address': [
    told('FELLOW@tatame.test', idOf('isFellow')),
    ...who('isFellow'),
  ],
  'another address of a named one': [
    elsewhere({ sub: subjectOf('manager') }),
    match('isFellow', 'student'),
    becomeSystem,
    told('x@tatame.test', idOf('isFellow')),
    ...who('isFellow'),
  ],
  'nobody at all':
    `select written from private.apply_customers(:shops.north, '{}', '{}', '{}', '{}',
    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
  'its version': [
    told('x@tatame.test', idOf('isFellow')),
    `select (updated_at > '2020-06-01')::text from public.customers where id = :customers.isFellow`,
  ],
  'what is older': [told('a@b'), told('c@d', '7', 0), ...found()],
};

const applyCustomers: Subject = {
  name: `private.apply_customers(uuid,bigint[],integer[],${types})`,
  returns: 'record',
  probes: matching,
  access: [
    `
| actor  | a verified member                 | one not verified   | a child           | one of south             |
| system | fellow/email/FELLOW@tatame.test   | fellow@tatame.test | child@tatame.test | otherStudent@tatame.test |
| everyone else | 42501                      | 42501              | 42501             | 42501                    |`,
    `
| actor  | whom a person refused | one of two         | another address | the same address | what is older | nobody at all | its version |
| system | fellow@tatame.test    | fellow@tatame.test | x@tatame.test   | fellow/email     | a@b           | 0 | true |
| everyone else | 42501          | 42501              | 42501           | 42501            | 42501         | 42501 | 42501 |`,
    // By the system after the manager, whoever the actor is.
    `
| actor         | another address of a named one |
| everyone else | student/person                 |`,
  ],
};

/** Who a customer still is, and whether they are still there. */
const stays = (row: string) => [
  `select concat_ws('/', u.first_name, (coalesce(c.deleted_at, c.redacted_at) is null)::text)
    from public.customers c left join public.users u on u.id = c.user_id
    where c.id = :customers.${row}`,
];

const gone = (name: string): Subject => ({
  name: `private.${name}(uuid,bigint)`,
  returns: 'void',
  probes: {
    'who was known': [
      `select private.${name}(:shops.north, ${idOf('isFellow')})`,
      `select concat_ws('/', user_id, email, (deleted_at is null)::text, (redacted_at is null)::text)
        from public.customers where id = :customers.isFellow`,
    ],
    'who comes later': [
      `select private.${name}(:shops.north, 7)`,
      told('a@b'),
      `select concat_ws('/', email, (deleted_at is null)::text, (redacted_at is null)::text)
        from public.customers where shopify_id = 7`,
    ],
    'another one': [
      `select private.${name}(:shops.north, ${idOf('isFellow')})`,
      ...stays('isStudent'),
    ],
    'of the gym that had the shop before': [
      `select private.${name}(:shops.taken, ${idOf('isTaken')})`,
      ...stays('isFormer'),
    ],
    call: `select private.${name}(:shops.north, 7) is null`,
    'whom a person refused': [
      `select private.${name}(:shops.north, ${idOf('isNobody')})`,
      `select concat_ws('/', user_id, email) from public.customers where id = :customers.isNobody`,
    ],
  },
  access: [`
| actor  | who was known | who comes later | another one   | of the gym that had the shop before | whom a person refused | call |
| system | ${
    name === 'delete_customer' ? 'false/true | false/true' : 'true/false | true/false'
  } | student/true | former/true | | false |
| everyone else | 42501 | 42501           | 42501         | 42501           | 42501                 | 42501 |`],
});

const recount: Subject = {
  name: 'private.recount_customers(uuid,uuid[])',
  returns: 'void',
  probes: {
    call: `select private.recount_customers(:shops.gone) is null`,
    'all of a shop': [
      `select private.recount_customers(:shops.north)`,
      `select sum(orders_count)::integer from public.customer_stats where shop_id = :shops.north`,
    ],
  },
  access: [`
| actor         | all of a shop | call  |
| system        | 4             | false |
| everyone else | 42501         | 42501 |`],
};

export const matchingFunctions = [
  ...[refuseMatch, matchCustomer, applyCustomers, recount],
  ...[gone('delete_customer'), gone('redact_customer')],
  ...ofTriggers(
    ...['count_new_orders', 'count_changed_orders', 'count_gone_orders'],
    ...['follow_person', 'recount_shop'],
  ),
  ...closed([
    ['empty_customer(uuid,bigint)', 'void', 'empty_customer(:shops.north, 1)'],
    ['erase_store(uuid)', 'void', 'erase_store(:users.fellow)'],
    ['hold_members(uuid,text[])', 'uuid[]', `hold_members(:shops.north, '{}')`],
    ['hold_store(uuid,boolean)', 'void', 'hold_store(:shops.north, true)'],
    ['match_members(uuid,uuid[],uuid[])', 'void', `match_members(:shops.north, '{}', '{}')`],
    ['match_person(uuid)', 'void', 'match_person(:users.fellow)'],
    ['unmatch_person(uuid)', 'void', 'unmatch_person(:users.fellow)'],
  ]),
];
