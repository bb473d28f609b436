import process from 'node:process';
import { parseArgs } from 'node:util';
import { GenerateError } from '../../database/generate/generate-error.ts';
import { planMigration } from '../../database/generate/plan-migration.ts';
import { openScratch } from '../../database/generate/scratch.ts';
import { readMigrations, readSnapshot } from '../../database/migrations/journal.ts';
import { writeMigration } from '../../database/migrations/write-migration.ts';
import { readSources } from '../../database/sources/declared.ts';

/** Writes the migration from the landed ones to the sources in `src/db/schema`, to be reviewed. */
async function generate(): Promise<string> {
  const { values } = parseArgs({ options: { name: { type: 'string' } } });
  const name = values.name?.replaceAll('-', '_') ?? '';
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new GenerateError('Say what changes: npm run db:generate -- --name add_belts');
  }
  const scratch = await openScratch();
  const { statements, snapshot } = await planMigration(scratch, await readSources(), {
    migrations: await readMigrations(),
    snapshot: await readSnapshot(),
  }).finally(scratch.close);
  if (statements.length === 0) return 'Nothing changed: the migrations make what the sources say.';
  const tag = await writeMigration(name, statements, snapshot);
  return `Wrote drizzle/${tag}.sql. Read it: it is what will run.`;
}

generate().then(console.log, (error: Error) => {
  console.error(error instanceof GenerateError ? error.message : error);
  process.exitCode = 1;
});
