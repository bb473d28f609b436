import process from 'node:process';
import { enableVectors } from '../../database/enable-vectors.ts';
import { findDatabase } from '../../database/target.ts';

async function run(): Promise<void> {
  const url = await findDatabase();
  const what = await enableVectors(url)
    ? 'Search has vectors now'
    : 'This server has no pgvector, or may not enable it';
  console.log(`${what} (${new URL(url).host}).`);
}

run().catch((error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
