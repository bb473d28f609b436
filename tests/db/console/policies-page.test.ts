import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scoreOf, triedOf } from '../../../local/console/policies/proof.ts';
import { readPolicies } from '../../../local/console/policies/read-policies.ts';
import { findWritten, readSchemaFiles } from '../../../local/console/policies/written.ts';
import { catalogOf } from '../../../local/database/catalog/catalog.ts';
import { generateMutants } from '../../access/mutants/mutants.ts';
import type { Verdict } from '../../access/proof/judge.ts';
import { leaveResults } from '../../access/proof/leave-results.ts';
import { policiesIn, readResults } from '../../access/proof/results.ts';
import { useConsole } from './support/console.ts';

const console = useConsole();
let owner: postgres.Sql;
let folder: string;

beforeAll(async () => {
  owner = postgres(console.database.url, { max: 1, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'tatame-results-'));
});

afterAll(async () => {
  await owner?.end();
  await rm(folder, { recursive: true, force: true });
});

/** Works while a statement holds, and takes it back. */
async function during<T>(statement: string, undo: string, work: () => Promise<T>): Promise<T> {
  await owner.unsafe(statement);
  try {
    return await work();
  } finally {
    await owner.unsafe(undo);
  }
}

const loosen = [
  'alter policy push_tokens_select_own on push_tokens using (true)',
  'alter policy push_tokens_select_own on push_tokens using (user_id = (select private.current_user_id()))',
] as const;

describe('the policies page', () => {
  it('finds every policy of the database in a schema file', async () => {
    const files = await readSchemaFiles();
    const policies = (await readPolicies(owner)).flatMap((table) => table.policies);
    expect(policies.length).toBeGreaterThan(20);
    for (const { name } of policies) {
      const written = findWritten(files, name);
      expect(written?.text, name).toMatch(/^(\w+Policy|selectByEveryone)\(/);
      const line = files.find(({ path }) => path === written?.path)!.text
        .split('\n')[written!.line - 1];
      expect(line, name).toContain(written!.text.split('\n')[0]);
    }
  });

  it('shows a policy as it is written and as it is', async () => {
    const { html } = await console.visit('/policies?table=public.memberships');
    expect(html).toContain('src/db/schema/academy/memberships.ts:');
    expect(html).toContain('ofPersonsOrInGym(t.user_id, t.gym_id, &#39;MANAGER&#39;)');
    expect(html).toContain('private.person_ids()');
  });

  it('counts what a run has left, of the policies as they were then', async () => {
    const mutants = (await generateMutants(owner)).filter(({ of }) =>
      'policy' in of && of.table === 'public.push_tokens'
    );
    const killed: Verdict = { fate: 'killed', by: 'stranger · public.push_tokens · select' };
    const verdicts = new Map(mutants.map(({ name }) => [name, killed]));
    verdicts.set('policy push_tokens_select_own: using (true)', { fate: 'survived' });
    verdicts.set('policy push_tokens_delete_own: to public', { fate: 'survived' });
    const equivalent = [{ mutants: /^policy push_tokens_delete_own: to public$/, because: 'so' }];
    await leaveResults('test', owner, verdicts, equivalent, folder);
    const runs = await readResults(folder);
    const now = async () => policiesIn(await catalogOf(owner));
    const score = scoreOf(triedOf(mutants, runs, await now()));
    expect(score).toEqual({
      ...{ of: mutants.length, killed: mutants.length - 2 },
      ...{ equivalent: 1, survived: 1, notRun: 0 },
    });
    await during(...loosen, async () => {
      const tried = triedOf(mutants, runs, await now());
      const stale = tried.filter(({ result }) => result.fate === 'not run');
      expect(stale.map(({ mutant: { of } }) => 'policy' in of && of.policy))
        .toEqual(stale.map(() => 'push_tokens_select_own'));
      expect(stale.length).toBeGreaterThan(0);
    });
  });

  it('says that a mutant has not been run where there is no result', async () => {
    await during(
      'create policy canary on versions to authenticated using (id is not null)',
      'drop policy canary on versions',
      async () => {
        const { html } = await console.visit('/policies?table=public.versions');
        expect(html).toContain('No schema file declares this policy');
        expect(html).toContain('No run has tried it.');
      },
    );
  });

  it('finds what was changed by hand, and nothing else that drifts', async () => {
    await during(...loosen, async () => {
      await console.visit('/policies', { check: 'drift' });
      expect((await console.visit('/policies')).html).toContain('At work since');
      const html = await vi.waitFor(async () => {
        const { html } = await console.visit('/policies');
        expect(html).not.toContain('At work since');
        return html;
      }, { timeout: 280_000, interval: 1_000 });
      expect(html).toContain('1 found at');
      expect(html).toContain('policy public.push_tokens.push_tokens_select_own');
      expect(html).toContain('using true');
    });
  }, 300_000);
});
