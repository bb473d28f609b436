import type { Target, Values } from './mapping.ts';

const SPARE = 'created_at';

const names = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ');

/** The rows that are new, with their ids. */
export function insertNew(target: Target, { columns }: Values): string {
  const all = { id: 'j.new_id', legacy_id: 'j.legacy_id', ...columns };
  const stamped = target === 'graduations' ? all : { ...all, updated_at: 'j.stamp' };
  return `insert into public.${target} (${names(Object.keys(stamped))})
    select ${Object.values(stamped).join(', ')} from pg_temp.page j
    where j.action = 'insert' order by j.legacy_id`;
}

/** The rows that are not any more as they came. */
export function updateChanged(
  target: Target,
  { columns }: Values,
  { except = [] as readonly string[], only = 'true' } = {},
): string {
  const set = Object.entries(columns).filter(([name]) => !except.includes(name));
  return `update public.${target} t
    set ${set.map(([name, value]) => `"${name}" = ${value}`).join(', ')}
    from pg_temp.page j
    where j.action = 'update' and t.legacy_id = j.legacy_id and (${only})`;
}

/** The rows that somebody had made here: they say whose they are, and keep what they have. */
export const joinMatched = (target: Target): string =>
  `update public.${target} t set legacy_id = j.legacy_id
    from pg_temp.page j where j.action = 'join' and t.id = j.match_id`;

export const usual = (target: Target, values: Values): string[] => [
  joinMatched(target),
  insertNew(target, values),
  updateChanged(target, values, { except: [SPARE] }),
];
