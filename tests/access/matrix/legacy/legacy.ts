import type { Subject } from '../../proof/cells.ts';

/** The import's own books: whoever owns the database keeps them, and no role of the API looks in. */
const closedTable = (
  table: string,
  columns: string,
  values: string,
  row: Pick<Subject, 'rows' | 'key'>,
): Subject => ({
  name: `private.${table}`,
  ...row,
  appendOnly: true,
  probes: {
    select: `select * from private.${table}`,
    insert: `insert into private.${table} (${columns}) values (${values})`,
    update: `update private.${table} set ${columns.split(',')[0]} = default`,
    delete: `delete from private.${table}`,
    truncate: `truncate private.${table}`,
  },
  access: [`
| actor         | select | insert | update | delete | truncate |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`],
});

export const legacy: Subject[] = [
  closedTable('imported_rows', 'legacy_table, legacy_id', `'gyms', 2`, {
    rows: ['1'],
    key: 'legacy_id::text',
  }),
  closedTable('import_runs', 'source', `'elsewhere'`, { rows: ['old'], key: 'source' }),
];
