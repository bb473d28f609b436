import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { TableTriggers } from './triggers.ts';

/** What is written to while nothing else is: the switch itself, and by its owner alone. */
export const WRITABLE_ALWAYS: readonly string[] = ['private.write_switch'];

/** The name that a refused write carries as that of a violated constraint. */
export const READ_ONLY = 'read_only';

/** The trigger that every other table has, so that no new one is forgotten; none for those above. */
export function readOnlyTriggers(table: PgTable): TableTriggers[] {
  const { name, schema = 'public' } = getTableConfig(table);
  if (WRITABLE_ALWAYS.includes(`${schema}.${name}`)) return [];
  return [{
    kind: 'triggers',
    table,
    triggers: [{
      name: READ_ONLY,
      before: ['insert', 'update', 'delete', 'truncate'],
      each: 'statement',
      run: 'private.refuse_read_only',
    }],
  }];
}
