/**
 * `npm run legacy:make -- --to <url> [--check-ins <n>] [--users <n>] [--seed <n>] [--refused <file>]`:
 * an earlier app's database, made up, to try the import on: three gyms, 5,000 users, a million
 * check-ins, and every kind of row that is not to come over. The database must not be there yet.
 * `--refused` writes which rows those are as JSON, `{ table, id, reason, column }` each.
 */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { makeLegacyDatabase } from './database.ts';
import { FULL } from './good/plan.ts';

const USAGE = 'npm run legacy:make -- --to <url of a database that is not there yet> ' +
  '[--check-ins <n>] [--users <n>] [--seed <n>] [--refused <file>]';

const { to, refused: file, ...numbers } = parseArgs({
  options: {
    to: { type: 'string', default: '' },
    'check-ins': { type: 'string', default: String(FULL.checkIns) },
    users: { type: 'string', default: String(FULL.users) },
    seed: { type: 'string', default: String(FULL.seed) },
    refused: { type: 'string' },
  },
}).values;
const plan = {
  checkIns: Number(numbers['check-ins']),
  users: Number(numbers.users),
  seed: Number(numbers.seed),
};

if (!URL.canParse(to) || Object.values(plan).some((value) => !Number.isSafeInteger(value))) {
  console.error(USAGE);
  process.exit(1);
}
try {
  const from = performance.now();
  const { rows, refused } = await makeLegacyDatabase(to, plan);
  console.table(rows);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${refused.length} of them are not to come over. Made in ${seconds} s.`);
  if (file) await writeFile(file, `${JSON.stringify(refused, null, 2)}\n`);
} catch (error) {
  const known = error instanceof RangeError || error instanceof postgres.PostgresError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
