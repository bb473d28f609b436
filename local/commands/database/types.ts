import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';
import { dataApiTypes, TYPES_FILE } from './data-api-types.ts';
import { withStack } from '../support/with-stack.ts';

/** Writes the types of the Data API that the stack of this folder serves. */
async function writeTypes(): Promise<void> {
  const types = await withStack(({ status }) => dataApiTypes(status.db_url));
  await writeFile(join(PROJECT_ROOT, TYPES_FILE), types);
  console.log(`Wrote ${TYPES_FILE}`);
}

writeTypes().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
