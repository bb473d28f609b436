import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionPorts } from '../../../local/explain/connection-ports.ts';
import { explainerOf, type ExplainOptions } from '../../../local/explain/explain.ts';
import { commands, type Explanation, type Question } from '../../../local/explain/explanation.ts';
import { personOf } from '../../../local/explain/person-of.ts';
import { renderText } from '../../../local/explain/render/terminal.ts';
import { attempt, isRaised } from '../../../local/explain/ports.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

const SCHEMA = fileURLToPath(new URL('./support/foreign.sql', import.meta.url));
const WRITER = '00000000-0000-0000-0000-000000000001';
const READER = '00000000-0000-0000-0000-000000000002';
const people = ['anonymous', WRITER, READER, '00000000-0000-0000-0000-000000000009'];
const WEIRD = 'Weird "Notes"';

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

type Asked = Omit<Question, 'table'> & { table: string };

const explain = (who: string, { table, ...question }: Asked, options?: ExplainOptions) =>
  explainerOf(connectionPorts(owner, personOf(who)))
    .explain({ ...question, table: { schema: 'public', name: table } }, options);

/** Every row of every table here, by its key. */
async function everyRow(): Promise<{ table: string; key: Record<string, string> }[]> {
  const tables = await owner<{ table: string; key: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text) as key
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relnamespace = 'public'::regnamespace and not c.relispartition group by 1 order by 1`;
  const rows = await Promise.all(tables.map(async ({ table, key }) => {
    const list = key.map((column) => `"${column}"::text`);
    const found = await owner.unsafe(`select ${list} from public."${table.replaceAll('"', '""')}"`);
    return found.map((row) => ({ table, key: { ...row } as Record<string, string> }));
  }));
  return rows.flat();
}

/** The bare statement, told in the words of a verdict. */
async function behaviour(who: string, sql: string): Promise<string> {
  const answer = await attempt(connectionPorts(owner, personOf(who)).asPerson(sql));
  if (isRaised(answer)) return `${answer.sqlstate} ${answer.message}`;
  return answer.count > 0 ? 'reached' : 'nothing';
}

const wordOf = ({ verdict }: Explanation): string =>
  verdict.raised
    ? `${verdict.raised.sqlstate} ${verdict.raised.message}`
    : verdict.result === 'allowed'
    ? 'reached'
    : 'nothing';

describe("explanations of somebody else's schema", () => {
  it('come to what Postgres does, for everyone, every row and command', async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const who of people) {
      for (const { table, key } of await everyRow()) {
        for (const command of commands) {
          const explained = await explain(who, { table, command, key }, { open: false });
          cells++;
          const did = await behaviour(who, explained.tried.sql);
          if (explained.agrees && wordOf(explained) === did) continue;
          const { says } = explained.verdict;
          wrong.push(`${who} ${command} ${table} ${JSON.stringify(key)}: ${says} But: ${did}`);
        }
      }
    }
    console.log(`foreign schema: ${cells} cells, ${wrong.length} disagree`);
    expect(wrong).toEqual([]);
  }, 240_000);

  it('names the near miss behind a helper, and in a subquery of the policy', async () => {
    const org = '00000000-0000-0000-0000-00000000000a';
    const behind = await explain(READER, { table: 'orgs', command: 'select', key: { id: org } });
    expect(behind.verdict).toMatchObject({ result: 'denied', silent: true });
    expect(behind.nearMisses[0]).toMatchObject({
      says: 'A row of public.members fits in all else, but `approved_at` is null.',
      row: { org_id: org, user_id: READER },
      path: ['members of it', 'inner_sanctum.is_member(uuid)'],
    });
    const within = await explain(READER, { table: WEIRD, command: 'select', key: { ID: '1' } });
    expect(within.nearMisses[0]).toMatchObject({
      says: 'A row of public.members fits in all else, but `approved_at` is null.',
      path: ["readers' notes"],
    });
  });

  it('x', async () => {
    const e = await explain(READER, { table: WEIRD, command: 'select', key: { ID: '1' } });
    console.log(renderText(e));
    console.log(
      JSON.stringify(
        await explain(WRITER, {
          table: 'stamped',
          command: 'update',
          set: { upper: 'q', owner: READER },
          key: { id: '1' },
        }),
        null,
        1,
      ),
    );
  });
});
