import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denoPath } from '../functions/deno.ts';

/** Path of a file, its one line, and the words of the complaint, or null where there is none. */
const CASES: [string, string, string | null][] = [
  ['supabase/functions/academy/a.ts', `import '../_shared/app.ts';`, null],
  ['supabase/functions/academy/b.ts', `import '../../../src/academy/join.ts';`, null],
  ['supabase/functions/academy/c.ts', `import '../identity/routes.ts';`, 'what two share'],
  ['supabase/functions/academy/d.ts', `import '../../../local/stack.ts';`, 'must not import'],
  ['supabase/functions/academy/e.ts', `import '../../../tests/world.ts';`, 'must not import'],
  ['supabase/functions/academy/f.ts', `import './routes';`, 'extension'],
  ['supabase/functions/academy/g.ts', `import postgres from 'postgres';`, 'Only the door'],
  ['supabase/functions/_shared/db.ts', `import postgres from 'postgres';`, null],
  ['supabase/functions/_shared/db/pool.ts', `import postgres from 'postgres';`, null],
  ['supabase/functions/health/a.ts', `import '../../../drizzle/meta/_journal.json';`, null],
  ['supabase/functions/_shared/a.ts', `import '../../../src/academy/join.ts';`, 'must not import'],
  ['supabase/functions/_shared/b.ts', `import '../academy/routes.ts';`, 'must not import'],
  ['supabase/functions/_shared/c.ts', `import '../../../src/errors.ts';`, null],
  ['bench/a.ts', `import '../tests/world.ts';`, 'must not import'],
  ['bench/b.ts', `import '../testkit/call.ts';`, null],
  ['testkit/a.ts', `import '../tests/world.ts';`, 'must not import'],
  ['src/academy/a.ts', `import '../db/schema/academy/index.ts';`, null],
  ['src/academy/n.ts', `import type { gyms } from '../db/schema/index.ts';`, null],
  ['src/academy/m.ts', `import { gyms } from '../db/schema/index.ts';`, 'loads what it serves'],
  ['supabase/functions/identity/index.ts', `import '../../../src/db/schema/index.ts';`, null],
  ['src/academy/b.ts', `import '../contract/page.ts';`, null],
  ['src/academy/c.ts', `import { syncUser } from '../identity/sync.ts';`, 'what two share'],
  ['src/academy/d.ts', `import '../../supabase/functions/_shared/db.ts';`, 'must not import'],
  ['src/academy/e.ts', `export * from '../identity/sync.ts';`, 'what two share'],
  ['src/academy/f.ts', `export const g = () => import('../identity/sync.ts');`, 'what two share'],
  ['src/academy/h.ts', `import { drizzle } from 'drizzle-orm/postgres-js';`, 'Only the door'],
  ['src/academy/i.ts', `import type { Sql } from 'postgres';`, null],
  ['src/academy/j.test.ts', `import '../../tests/world.ts';`, null],
  ['src/academy/l.ts', `import { Document } from '../knowledge/contract.ts';`, 'what two share'],
  ['src/academy/k.ts', `import { enqueue } from '../jobs/enqueue.ts';`, null],
  ['src/academy/o.ts', `import type { FileStore } from '../files/file-store.ts';`, null],
  ['src/files/a.ts', `import { defineJob } from '../jobs/define-job.ts';`, null],
  ['src/files/b.ts', `import '../academy/join.ts';`, 'must not import'],
  ['src/academy/p.ts', `import '../sending/times.ts';`, null],
  ['src/sending/a.ts', `import '../academy/join.ts';`, 'must not import'],
  ['src/jobs/b.ts', `import '../files/file-store.ts';`, 'must not import'],
  ['src/jobs/a.ts', `import '../academy/join.ts';`, 'must not import'],
  ['src/contract/a.ts', `import '../academy/join.ts';`, 'must not import'],
  ['src/contract/b.ts', `import '../db/keyset.ts';`, null],
  ['src/db/a.ts', `import '../contract/page.ts';`, 'must not import'],
  ['src/db/b.ts', `import '../errors.ts';`, null],
  ['src/errors.ts', `import './db/client.ts';`, 'must not import'],
  ['local/console/a.tsx', `import '../../tests/world.ts';`, null],
  ['local/rehearsal/a.ts', `import '../../tests/world.ts';`, null],
  ['local/stack/a.ts', `import '../../tests/world.ts';`, 'must not import'],
  ['local/stack/b.ts', `import '../console/page.tsx';`, null],
  ['supabase/functions/academy/h.ts', `import '../../../local/console/a.tsx';`, 'must not import'],
  ['tests/a.ts', `import '../supabase/functions/_shared/db.ts';`, null],
  ['tests/b.ts', `import '../src/db/client';`, 'extension'],
];

interface Diagnostic {
  filename: string;
  code: string;
  message: string;
}

let project: string;
let complaints: Diagnostic[];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'tatame-lint-'));
  for (const [path, text] of CASES) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), `${text}\n`);
  }
  await mkdir(join(project, 'local/lint'), { recursive: true });
  const plugin = fileURLToPath(new URL('./layers.ts', import.meta.url));
  await copyFile(plugin, join(project, 'local/lint/layers.ts'));
  await writeFile(
    join(project, 'deno.json'),
    JSON.stringify({ lint: { plugins: ['./local/lint/layers.ts'] } }),
  );
  complaints = await lint();
});

afterAll(() => rm(project, { recursive: true, force: true }));

function lint(): Promise<Diagnostic[]> {
  return new Promise((resolve, reject) => {
    execFile(denoPath(), ['lint', '--json'], { cwd: project }, (_error, out, err) => {
      try {
        resolve((JSON.parse(out) as { diagnostics: Diagnostic[] }).diagnostics);
      } catch {
        reject(new Error(err));
      }
    });
  });
}

describe('the import rules', () => {
  it.each(CASES)('%s: %s', (path, _text, complaint) => {
    const messages = complaints
      .filter(({ code, filename }) => code === 'tatame/layers' && filename.endsWith(`/${path}`))
      .map(({ message }) => message);
    expect(messages).toEqual(complaint ? [expect.stringContaining(complaint)] : []);
  });
});
