import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../../../src/db/schema/index.ts';
import type { TableGrants } from '../../../src/db/declare/grants.ts';
import type { PersonalData } from '../../../src/db/declare/personal-data.ts';
import { personalTriggers } from '../../../src/db/declare/personal-triggers.ts';
import { readOnlyTriggers } from '../../../src/db/declare/read-only.ts';
import type { TableTriggers } from '../../../src/db/declare/triggers.ts';
import { readSqlFiles, type SqlFile } from './sql-files.ts';

/** Everything that says what the database should be. */
export interface Sources {
  /** What `schema/index.ts` exports. */
  schema: Record<string, unknown>;
  files: SqlFile[];
}

/** Reads the project's own sources. */
export const readSources = async (): Promise<Sources> => ({
  schema,
  files: await readSqlFiles(),
});

type TableConfig = ReturnType<typeof getTableConfig>;

const isOfKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

export const tablesOf = (sources: Sources): TableConfig[] =>
  Object.values(sources.schema).filter((value): value is PgTable => is(value, PgTable))
    .map(getTableConfig);

export const grantsOf = (sources: Sources): TableGrants[] =>
  Object.values(sources.schema).filter((value): value is TableGrants => isOfKind(value, 'grants'));

/**
 * The triggers that are declared, and those that follow: from what is declared to be personal, and
 * for every table that of the switch.
 */
export const triggersOf = (sources: Sources): TableTriggers[] =>
  Object.values(sources.schema).flatMap((value) => {
    if (is(value, PgTable)) return readOnlyTriggers(value);
    if (isOfKind(value, 'triggers')) return [value as TableTriggers];
    return isOfKind(value, 'personal') ? [personalTriggers(value as PersonalData)] : [];
  });

/** A table's name in the catalogue's spelling, `schema.table`. */
export const tableName = ({ name, schema = 'public' }: Pick<TableConfig, 'name' | 'schema'>) =>
  `${schema}.${name}`;
