import { assignmentsOf, relationOf } from '../../access/why-options.ts';
import { type Command, commands, type Question } from '../../explain/explanation.ts';
import type { Table } from '../matrix/tables.ts';

/** What the address asks, as far as it is complete. */
export interface Asked {
  /** `schema.table`, or empty. */
  table: string;
  command: Command;
  /** Values by key column, empty where they are not told. */
  key: Record<string, string>;
  /** What is written, as lines of `column=value` or `column:=expression`. */
  set: string;
  returning: boolean;
}

export function readAsked(query: URLSearchParams, table: Table | undefined): Asked {
  const command = commands.find((each) => each === query.get('for')) ?? 'select';
  const key = (table?.key ?? []).map((name) => [name, query.get(`key.${name}`)?.trim() ?? '']);
  return {
    table: query.get('table')?.trim() ?? '',
    command,
    key: Object.fromEntries(key),
    set: query.get('set') ?? '',
    returning: query.has('returning'),
  };
}

/** The question; undefined while its row is not named. Throws ExplainError for a bad line of `set`. */
export function questionOf({ table, command, key, set, returning }: Asked): Question | undefined {
  const isNamed = Object.keys(key).length > 0 && Object.values(key).every((value) => value !== '');
  if (command !== 'insert' && !isNamed) return undefined;
  const lines = set.split('\n').map((line) => line.trim()).filter(Boolean);
  return {
    table: relationOf(table),
    command,
    returning,
    ...command !== 'insert' && { key },
    ...lines.length > 0 && { set: assignmentsOf(lines) },
  };
}
