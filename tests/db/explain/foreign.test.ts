import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectionPorts } from '../../../local/explain/connection-ports.ts';
import { explainerOf } from '../../../local/explain/explain.ts';
import { commands } from '../../../local/explain/explanation.ts';
import { personOf } from '../../../local/explain/person-of.ts';
import { attempt, isRaised } from '../../../local/explain/ports.ts';
import { people, READER, useForeign, wordOf } from './support/foreign.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const foreign = useForeign();

/** Every row of every table here, by its key. */
async function everyRow(): Promise<{ table: string; key: Record<string, string> }[]> {
  const tables = await foreign.owner<{ table: string; key: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text) as key
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relnamespace = 'public'::regnamespace and not c.relispartition group by 1 order by 1`;
  const rows = await Promise.all(tables.map(async ({ table, key }) => {
    const list = key.map((column) => `"${column}"::text`);
    const found = await foreign.owner.unsafe(
      `select ${list} from public."${table.replaceAll('"', '""')}"`,
    );
    return found.map((row) => ({ table, key: { ...row } as Record<string, string> }));
  }));
  return rows.flat();
}

/** The bare statement, told in the words of a verdict. */
async function behaviour(who: string, sql: string): Promise<string> {
  const answer = await attempt(connectionPorts(foreign.owner, personOf(who)).asPerson(sql));
  if (isRaised(answer)) return `${answer.sqlstate} ${answer.message}`;
  return answer.count > 0 ? 'reached' : 'nothing';
}

describe("explanations of somebody else's schema", () => {
  it('come to what Postgres does, for everyone, every row and command', async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const who of people) {
      const explainer = explainerOf(connectionPorts(foreign.owner, personOf(who)));
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

  it('answers on the command line with a connection string alone', async () => {
    const why = (...args: string[]) =>
      promisify(execFile)('npx', ['tsx', 'local/commands/why.ts', '--url', foreign.url, ...args], {
        cwd: root,
      });
    const row = ['--as', READER, '--table', 'plain', '--id', '2'];
    const { stdout } = await why(...row, '--for', 'update', '--set', 'note=x', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { result: 'allowed' }, agrees: true });
    const refused = await why('--as', READER, '--table', 'members', '--id', '1').catch((e) => e);
    expect(refused.stderr).toContain('--key column=value for each of org_id, user_id');
    const called = await why('--as', 'anonymous', '--function', 'inner_sanctum.role_in(uuid)');
    expect(called.stdout).toContain('anon has no USAGE on schema inner_sanctum');
    const [left] = await foreign.owner`select note from plain where id = 2`;
    expect(left?.note).toBeNull();
  }, 120_000);
});
