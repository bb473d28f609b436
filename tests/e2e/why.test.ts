import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import type { Explanation } from '../../local/explain/explanation.ts';
import { stack } from '../../testkit/http/stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command, on the stack that runs: it finds it by its data directory. */
const why = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('npx', ['tsx', 'local/commands/why.ts', ...args], {
    cwd: root,
    env: { ...process.env, TATAME_DATA_DIR: stack().dataDir },
  });
  return stdout;
};

it('says in the terminal why a student does not see whom an instructor sees', async () => {
  const admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
  const [row] = await admin<{ id: string }[]>`
    select m.id from memberships m join users u on u.id = m.user_id
    where u.email = 'manager@tatame.test'`;
  await admin.end();
  const about = ['--table', 'memberships', '--id', row?.id ?? ''];

  const denied = await why('--as', 'student@tatame.test', ...about);
  expect(denied).toContain('DENIED, without a word.');
  expect(denied).toContain("in private.gym_ids(text[]) (with its owner's rights)");
  expect(denied).toMatch(/A row of public\.memberships fits in all else, but .*role is STUDENT/);

  const allowed = await why('--as', 'instructor@tatame.test', ...about, '--json');
  const explanation = JSON.parse(allowed) as Explanation;
  expect(explanation).toMatchObject({ verdict: { result: 'allowed' }, agrees: true });
}, 120_000);
