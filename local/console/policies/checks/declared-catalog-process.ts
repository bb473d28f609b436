/** Prints the catalog that the schema files make of an empty database, as JSON; for `drift.ts`. */
import process from 'node:process';
import { completeStatements } from '../../../database/generate/plan-migration.ts';
import { openScratch } from '../../../database/generate/scratch.ts';
import { readSources } from '../../../database/sources/declared.ts';

const withPgvector = process.argv.includes('pgvector');
const sources = await readSources();
const files = sources.files.filter(({ kind }) => withPgvector || kind !== 'pgvector');
const scratch = await openScratch();
await scratch.run(await completeStatements({ ...sources, files }));
process.stdout.write(JSON.stringify([...await scratch.catalog()]));
await scratch.close();
