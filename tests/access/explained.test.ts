import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands, type Question } from '../../local/explain/explanation.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { explainerFor, readKeys, wordOf } from './explained/cells.ts';
import { run } from './proof/session.ts';
import { actors } from './world/actors.ts';
import { populate } from './world/world.ts';

let database: TestDatabase;
let admin: postgres.Sql;
let keys: Map<string, Question['key'][]>;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await populate(owner);
  keys = await readKeys(owner);
  await owner.end();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

describe('explained', () => {
  it('x', async () => {
    const wrong: unknown[] = [];
    let n = 0;
    const start = Date.now();
    for (const actor of actors) {
      const explainer = explainerFor(admin, actor);
      for (const [name, rows] of keys) {
        const [schema, table] = name.includes('.') ? name.split('.') : ['public', name];
        for (const key of rows) {
          for (const command of commands) {
            const question = { table: { schema, name: table }, command, key } as Question;
            const explanation = await explainer.explain(question, { open: false });
            const [real] = await run(admin, [{
              ...{ subject: name, probe: 'x', actor, steps: [explanation.tried.sql], key: 'id' },
              expected: '',
            }]);
            n++;
            const said = wordOf(explanation);
            const did = /^(-|\d[\dA-Z]{4}(\/\w+)?)$/.test(real!) ? real : 'reached';
            if (!explanation.agrees || said !== did) {
              wrong.push(
                [
                  actor,
                  name,
                  command,
                  key,
                  said,
                  real,
                  explanation.agrees,
                  explanation.verdict.says,
                  explanation.tried.sql.slice(0, 300),
                ].join(' | '),
              );
            }
          }
        }
      }
    }
    console.log(n, 'cells', wrong.length, 'wrong', Date.now() - start, 'ms');
    console.log(wrong.slice(0, 20).join('\n'));
    expect(wrong.length).toBe(0);
  }, 600_000);
});
