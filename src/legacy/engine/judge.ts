import { type Field, textOfField } from '../mapping/field.ts';
import type { Clash, Mapping, Reference } from '../mapping/mapping.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import { type Asked, faultOf } from './catalog.ts';

/** The columns of a page as it comes: what a mapping reads, behind what every row has. */
export const sourceColumns = ({ fields }: Mapping): string[] => [
  ...new Set(Object.values(fields).map(({ from }) => from)),
];

/** Stands for rows that a rehearsal would have written. */
const NOBODY = `'00000000-0000-0000-0000-000000000000'::uuid`;

const ID_TAKEN: RefusalReason = 'id_taken';

/** What a judgement is given besides the page; lists are literals of Postgres' arrays. */
export const GIVEN = ['zone', 'stamp', 'doubles', 'strangers', 'first', 'last'] as const;

const parentsOf = ({ references = [] }: Mapping) => [
  ...new Set(references.map(({ table }) => table)),
];

/** Names of all parameters in order: the page's columns, what is given, and per parent two lists. */
export const parametersOf = (mapping: Mapping): string[] => [
  ...['id', 'hash', 'fault', ...sourceColumns(mapping)],
  ...GIVEN,
  ...parentsOf(mapping).flatMap((table) => [`accepted_${table}`, `held_${table}`]),
];

/**
 * Writes the query that reads a page and says of each row what is to become of it: `action`, and where it
 * is refused the `fault`, `reason|column|detail`. It writes nothing and raises for no row.
 */
export function judgement(mapping: Mapping, asked: readonly Asked[]): string {
  const { table, target, fields, references = [], clashes = [], values } = mapping;
  const parameters = parametersOf(mapping);
  const parameter = (name: string) => `$${parameters.indexOf(name) + 1}::text`;
  const columns = ['id', 'hash', 'fault', ...sourceColumns(mapping)];
  const each = Object.entries(fields);
  const within = (alias: string) =>
    `${alias}.legacy_id between ${parameter('first')}::integer and ${parameter('last')}::integer`;
  return `
  with staged as (
    select * from unnest(${columns.map((name) => `${parameter(name)}::text[]`).join(', ')})
      s(${columns.map((name) => `"${name}"`).join(', ')})
  ),
  -- Whose ids are those of others here.
  strangers as (select unnest(${parameter('strangers')}::integer[]) as legacy_id),
  ${
    parentsOf(mapping).map((parent) =>
      `accepted_${parent} as (
    select unnest(${parameter(`accepted_${parent}`)}::integer[]) as legacy_id
  ),`
    ).join('\n  ')
  }
  spelled as materialized (
    select s.*, ${each.map(([name, { spelled }]) => `${spelled} as "f:${name}"`).join(',\n      ')}
    from staged s
  ),
  parsed as materialized (
    select s.id::integer as legacy_id, s.hash::uuid as hash,
      ${each.map(([name, field]) => `${field.value(`s."f:${name}"`)} as "${name}"`).join(', ')},
      coalesce(s.fault, ${each.flatMap(faultsOfField).join(',\n        ') || 'null'}) as fault
    from spelled s
  ),
  joined as materialized (
    select ${['p.legacy_id', 'p.hash', ...each.map(([name]) => `p."${name}"`)].join(', ')},
      gen_random_uuid() as new_id, t.id as here_id, l.hash as was_hash, l.version as was_version,
      l.reason as was_reason, case when t.id is not null then ${
    mapping.version ?? 't.updated_at'
  } end as here_version,
      ${
    mapping.match ? `case when t.id is null then ${mapping.match} end` : 'null::uuid'
  } as match_id,
      coalesce(t.id is not null and (${mapping.settled ?? 'false'}), false) as settled,
      ${parameter('zone')} as zone, ${parameter('stamp')}::timestamptz as stamp,
      ${parameter('doubles')}::integer[] as doubles,
      ${references.map((reference) => `${foundBy(reference, mapping)},`).join('\n      ')}
      coalesce(${
    [
      'p.fault',
      `case when t.id is not null and (l.legacy_id is null or l.reason = '${ID_TAKEN}')
        then '${ID_TAKEN}|id|' end`,
      ...references.map((one) => faultOfReference(one, mapping)),
      ...references.flatMap((one) => faultOfErased(one, mapping)),
    ].join(', ')
  }) as fault
    from parsed p
    -- Between the ids of the page: no page looks through all that came before.
    left join public.${target} t on t.legacy_id = p.legacy_id and ${within('t')}
    left join private.imported_rows l
      on l.legacy_table = '${table}' and l.legacy_id = p.legacy_id and ${within('l')}
    ${references.map(joinOf).join('\n    ')}
  ),
  ${besides('compared', 'joined', mapping.beside)}
  good as (select * from compared where fault is null),
  clashed as (
    select ${allBut('j', mapping, mapping.beside)},
      coalesce(j.fault, case ${clashes.map(caseOf).join('\n        ')} else null end) as fault
    from compared j
  ),
  ${besides('numbered', 'clashed', mapping.numbered)}
  checked as (
    select ${allBut('j', mapping, { ...mapping.beside, ...mapping.numbered })},
      coalesce(j.fault, ${values.map((one, index) => faultOf(one, asked[index]!)).join(', ')})
        as fault
    from numbered j
  )
  select j.*, case
      when j.settled then 'keep'
      when j.fault is not null then 'refuse'
      when j.here_id is null and j.match_id is not null then 'join'
      when j.here_id is null then 'insert'
      when j.was_hash = j.hash and j.was_reason is null then 'keep'
      when j.here_version is distinct from j.was_version then 'stay'
      else 'update'
    end as action
  from checked j`;
}

function faultsOfField([name, field]: [string, Field]): string[] {
  const text = textOfField(field);
  const { fault, required, from } = field;
  return [
    ...required ? [`case when ${text} is null then 'missing_value|${from}|' end`] : [],
    ...fault
      ? [`case when ${fault.when(text, `s."f:${name}"`)} then '${fault.reason}|${from}|' end`]
      : [],
  ];
}

const joinOf = ({ field, table, target }: Reference): string =>
  `left join public.${target} r_${field} on r_${field}.legacy_id = p."${field}"
    left join accepted_${table} a_${field} on a_${field}.legacy_id = p."${field}"`;

const foundBy = ({ field, target }: Reference, { fields }: Mapping): string => {
  const dry = (found: string) =>
    `coalesce(${found}, case when a_${field}.legacy_id is not null then ${NOBODY} end)`;
  // Who has no account any more is not put down for anything that goes without them.
  const found = target === 'users' && !fields[field]!.required
    ? `case when r_${field}.deleted_at is null then r_${field}.id end`
    : `r_${field}.id`;
  const id = `${dry(found)} as r_${field}`;
  return target === 'classes' ? `${id}, ${dry(`r_${field}.gym_id`)} as class_gym` : id;
};

function faultOfReference(reference: Reference, mapping: Mapping): string {
  const { field, table, column = mapping.fields[field]!.from } = reference;
  const held = `$${parametersOf(mapping).indexOf(`held_${table}`) + 1}::text::integer[]`;
  const stranger = table === 'users'
    ? `when p."${field}" in (select legacy_id from strangers)
          then 'held_back_reference|${column}|users ' || p."${field}"`
    : '';
  return `case ${stranger}
        when p."${field}" is not null and r_${field}.id is null and a_${field}.legacy_id is null then
          case when p."${field}" = any (${held}) or exists (select from private.imported_rows x
            where x.legacy_table = '${table}' and x.legacy_id = p."${field}" and x.reason is not null)
          then 'held_back_reference|${column}|' else 'dangling_reference|${column}|' end
            || '${table} ' || p."${field}" end`;
}

/** A new row about somebody who has no account any more, when nothing else is wrong with it. */
const faultOfErased = ({ field, target, column }: Reference, { fields }: Mapping): string[] =>
  target === 'users' && fields[field]!.required
    ? [`case when t.id is null and r_${field}.deleted_at is not null
        then 'person_erased|${column ?? fields[field]!.from}|' end`]
    : [];

const caseOf = ({ when, reason, column }: Clash): string =>
  `when ${when} then '${reason}|${column}|'`;

type Reckoned = Readonly<Record<string, string>> | undefined;

const besides = (name: string, from: string, reckoned: Reckoned): string => {
  if (!reckoned) return `${name} as not materialized (select j.* from ${from} j),`;
  const more = Object.entries(reckoned).map(([as, sql]) => `, (${sql}) as "${as}"`);
  return `${name} as materialized (select j.*${more.join('')} from ${from} j),`;
};

/** Every column of a step but its fault, which the next one says anew. */
function allBut(alias: string, { fields, references = [] }: Mapping, more: Reckoned): string {
  const names = [
    ...['legacy_id', 'hash', ...Object.keys(fields), 'new_id', 'here_id', 'was_hash'],
    ...[
      'was_version',
      'was_reason',
      'here_version',
      'match_id',
      'settled',
      'zone',
      'stamp',
      'doubles',
    ],
    ...references.map(({ field }) => `r_${field}`),
    ...references.some(({ target }) => target === 'classes') ? ['class_gym'] : [],
    ...Object.keys(more ?? {}),
  ];
  return names.map((name) => `${alias}."${name}"`).join(', ');
}
