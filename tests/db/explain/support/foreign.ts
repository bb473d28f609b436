import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { connectionPorts } from '../../../../local/explain/connection-ports.ts';
import { explainerOf, type ExplainOptions } from '../../../../local/explain/explain.ts';
import type { Explanation, Question } from '../../../../local/explain/explanation.ts';
import { personOf } from '../../../../local/explain/person-of.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

const SCHEMA = fileURLToPath(new URL('./foreign.sql', import.meta.url));

export const WRITER = '00000000-0000-0000-0000-000000000001';
export const READER = '00000000-0000-0000-0000-000000000002';
/** By claims: a role that bypasses row security, and the owner of some of the tables, who does not. */
const SERVICE = '{"role":"service_role"}';
const KEEPER = '{"role":"foreign_keeper"}';
export const people = [
  ...['anonymous', WRITER, READER, '00000000-0000-0000-0000-000000000009'],
  ...[SERVICE, KEEPER],
];
export const WEIRD = 'Weird "Notes"';

export type Asked = Omit<Question, 'table'> & { table: string };

export interface Foreign {
  readonly url: string;
  readonly owner: postgres.Sql;
  explain(who: string, asked: Asked, options?: ExplainOptions): Promise<Explanation>;
}

/** Somebody else's project, `foreign.sql`, for as long as a test file runs. */
export function useForeign(): Foreign {
  let database: TestDatabase;
  let owner: postgres.Sql;
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    await owner.unsafe(await readFile(SCHEMA, 'utf8')).simple();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });
  return {
    get url() {
      return database.url;
    },
    get owner() {
      return owner;
    },
    explain: (who, { table, ...question }, options) =>
      explainerOf(connectionPorts(owner, personOf(who)))
        .explain({ ...question, table: { schema: 'public', name: table } }, options),
  };
}

/** What an explanation comes to: the error, whether the row is reached, or nothing. */
export const wordOf = ({ verdict }: Explanation): string =>
  verdict.raised
    ? `${verdict.raised.sqlstate} ${verdict.raised.message}`
    : verdict.result === 'allowed'
    ? 'reached'
    : 'nothing';
