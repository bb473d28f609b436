import process from 'node:process';
import { migrate } from '../../database/migrate.ts';
import { findDatabase } from '../../database/target.ts';

async function run(): Promise<void> {
  const url = await findDatabase();
  const { applied } = await migrate(url);
  const what = applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply';
  console.log(`${what} (${new URL(url).host}).`);
}

run().catch((error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
