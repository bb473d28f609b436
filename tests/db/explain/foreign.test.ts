import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionPorts } from '../../../local/explain/connection-ports.ts';
import { explainerOf, type ExplainOptions } from '../../../local/explain/explain.ts';
import {
  type Assigned,
  commands,
  type Explanation,
  type Question,
} from '../../../local/explain/explanation.ts';
import { personOf } from '../../../local/explain/person-of.ts';
import { renderText } from '../../../local/explain/render/terminal.ts';
import { attempt, isRaised } from '../../../local/explain/ports.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

const SCHEMA = fileURLToPath(new URL('./support/foreign.sql', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const WRITER = '00000000-0000-0000-0000-000000000001';
const READER = '00000000-0000-0000-0000-000000000002';
/** By claims: a role that bypasses row security, and the owner of some of the tables, who does not. */
const SERVICE = '{"role":"service_role"}';
const KEEPER = '{"role":"foreign_keeper"}';
const people = [
  ...['anonymous', WRITER, READER, '00000000-0000-0000-0000-000000000009'],
  ...[SERVICE, KEEPER],
];
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
      const explainer = explainerOf(connectionPorts(owner, personOf(who)));
      for (const { table, key } of await everyRow()) {
        for (const command of commands) {
          const question = { table: { schema: 'public', name: table }, command, key };
          const explained = await explainer.explain(question, { open: false });
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

  it('bears a row of a megabyte', async () => {
    const text = 'é\\\'"(),'.repeat(150_000);
    await owner`insert into "Weird ""Notes""" ("ID", "Text", published) values (5, ${text}, false)`;
    const explained = await explain(WRITER, { table: WEIRD, command: 'select', key: { ID: '5' } });
    expect(explained.verdict).toMatchObject({ result: 'denied', silent: true });
    expect(explained.agrees).toBe(true);
    expect(JSON.stringify(explained).length).toBeLessThan(100_000);
    await owner`delete from "Weird ""Notes""" where "ID" = 5`;
  });

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

  it('explains the row as triggers leave it, and says what they changed', async () => {
    const explained = await explain(WRITER, {
      ...{ table: 'stamped', command: 'update', key: { id: '1' } },
      set: { upper: 'q', owner: READER },
    });
    expect(explained.steps).toContainEqual(expect.objectContaining({
      kind: 'triggers',
      changed: [{ column: 'by_trigger', from: null, to: 'authenticated' }],
    }));
    expect(explained.steps.at(-1)).toMatchObject({
      ...{ kind: 'policies', clause: 'WITH CHECK', row: 'new', value: false },
      values: { owner: READER, by_trigger: 'authenticated', upper: 'Q' },
    });
    expect(explained.nearMisses[0]?.says).toContain('`owner = auth.uid()` is false');
  });

  it.each([
    ['refuse', { result: 'error', silent: false, raised: { sqlstate: 'P0042' } }],
    ['skip', { result: 'error', silent: true }],
  ])('tells when a trigger decides: %s', async (upper, verdict) => {
    const question = { table: 'stamped', command: 'update', key: { id: '1' }, set: { upper } };
    const explained = await explain(WRITER, question as Asked);
    expect(explained.verdict).toMatchObject(verdict);
    expect(explained.agrees).toBe(true);
  });

  it.each<[set: Record<string, Assigned>, said: string]>([
    [{ ID: '9', archived: 'false', place: '(1,x)', Text: "a'\\b" }, 'reached'],
    [{ ID: '9', archived: null, place: '(1,x)' }, '42501 new row violates row-level security'],
    [{ ID: { sql: "(select 7 where 'a' <> 'b' -- ;\n)" }, archived: 'f', place: '(0,)' }, '42501'],
    [{ ID: 'none' }, '22P02 invalid input syntax for type integer'],
    [{ ID: '9', size: '3' }, '428C9 cannot insert a non-DEFAULT value'],
  ])('explains an INSERT of %j', async (set, said) => {
    const org = { org_id: '00000000-0000-0000-0000-00000000000a' };
    const question = { table: WEIRD, command: 'insert', set: { ...org, ...set } } as const;
    const explained = await explain(WRITER, question);
    expect(explained.agrees).toBe(true);
    expect(wordOf(explained)).toContain(said);
  });

  it('names the restrictive policy that refuses, as Postgres does', async () => {
    const explained = await explain(WRITER, {
      ...{ table: WEIRD, command: 'update', key: { ID: '1' } },
      set: { order: { sql: '"order" + 1' } },
    });
    expect(explained.verdict.raised?.message).toContain('policy "tags"');
    expect(explained.agrees).toBe(true);
  });

  it('opens PL/pgSQL branch by branch, and whole rows that are handed in', async () => {
    const explained = await explain(READER, { table: WEIRD, command: 'select', key: { ID: '1' } });
    const text = renderText(explained);
    expect(text).toContain('me = 00000000-0000-0000-0000-000000000002  (auth.uid())');
    expect(text).toContain('✗ org is null');
    expect(text).toContain('1 of public.members AS m where');
    expect(text).not.toContain('not opened further');
  });

  it.each([[READER, 'allowed'], [WRITER, 'denied']])(
    'tells of a view what the statement tells, as %s',
    async (who, result) => {
      const question = { table: 'plain_view', command: 'select', key: { id: '2' } } as const;
      const explained = await explain(who, question);
      expect(explained).toMatchObject({ verdict: { result }, agrees: true });
      expect(renderText(explained)).toContain('is a view and has no policies of its own');
    },
  );

  it('explains an INSERT of nothing but defaults, and a SELECT of no column', async () => {
    const none = await explain('anonymous', { table: 'closed', command: 'insert' });
    expect(wordOf(none)).toBe('42501 permission denied for table closed');
    const empty = await explain(WRITER, { table: 'plain', command: 'insert' });
    expect(wordOf(empty)).toContain('42501 new row violates row-level security');
    const key = { table: 'plain', command: 'select', key: { id: '1' } } as const;
    expect(wordOf(await explain(WRITER, { ...key, columns: [] }))).toBe('reached');
    expect(wordOf(await explain(WRITER, key))).toBe('42501 permission denied for table plain');
    expect([none, empty].every(({ agrees }) => agrees)).toBe(true);
  });

  it('answers on the command line with a connection string alone', async () => {
    const why = (...args: string[]) =>
      promisify(execFile)('npx', ['tsx', 'local/commands/why.ts', '--url', database.url, ...args], {
        cwd: root,
      });
    const row = ['--as', READER, '--table', 'plain', '--id', '2'];
    const { stdout } = await why(...row, '--for', 'update', '--set', 'note=x', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { result: 'allowed' }, agrees: true });
    const refused = await why('--as', READER, '--table', 'members', '--id', '1').catch((e) => e);
    expect(refused.stderr).toContain('--key column=value for each of org_id, user_id');
    const called = await why('--as', 'anonymous', '--function', 'inner_sanctum.role_in(uuid)');
    expect(called.stdout).toContain('anon has no USAGE on schema inner_sanctum');
    const [left] = await owner`select note from plain where id = 2`;
    expect(left?.note).toBeNull();
  }, 120_000);
});
