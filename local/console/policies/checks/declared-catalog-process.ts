/** Prints the catalog that the schema files make of an empty database, as JSON; for `drift.ts`. */
import process from 'node:process';
import { completeStatements } from '../../../database/generate/plan-migration.ts';
import { openScratch } from '../../../database/generate/scratch.ts';
import { readSources } from '../../../database/sources/declared.ts';

async function printCatalog(withPgvector: boolean): Promise<void> {
  const sources = await readSources();
  const files = sources.files.filter(({ kind }) => withPgvector || kind !== 'pgvector');
  const scratch = await openScratch();
  const catalog = await scratch.undone(async () => {
    await scratch.run(await completeStatements({ ...sources, files }));
    return await scratch.catalog();
  });
  process.stdout.write(JSON.stringify([...catalog]));
  await scratch.close();
}

printCatalog(process.argv.includes('pgvector')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
