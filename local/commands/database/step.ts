/**
 * `DATABASE_URL=… npm run db:step -- <file> [--from <n>]`: runs the statements of a file one by one,
 * each in a transaction of its own, while others work. What would stop writers waits 100 ms for its
 * lock, makes room and tries again. Prints what each statement locked, and for how long at most. After
 * a failure, what went through stays: mend it and go on `--from` the statement that failed.
 */
import process from 'node:process';
import { type Ran, runStep } from '../../database/online/run-step.ts';
import { readStatements } from '../../database/online/statements.ts';
import { stepTable } from '../../database/online/step-table.ts';
import { findDatabase } from '../../database/target.ts';
import { readArgs, WrongOptions } from '../support/options.ts';

const USAGE = `DATABASE_URL=… npm run db:step -- <file> [--from <n>]

Runs the statements of a file while others write; docs/serial-to-uuid.md is an example.`;

async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(USAGE, {
    args,
    allowPositionals: true,
    options: { from: { type: 'string', default: '1' } },
  });
  const [file, ...others] = positionals;
  const from = Number(values.from);
  if (!file || others.length > 0 || !Number.isSafeInteger(from) || from < 1) {
    throw new WrongOptions(USAGE);
  }
  const statements = await readStatements(file);
  const url = await findDatabase();
  const ran: Ran[] = [];
  try {
    for (const [index, statement] of statements.entries()) {
      if (index + 1 < from) continue;
      console.error(`${index + 1}/${statements.length} ${statement.title}`);
      ran.push(...await runStep(url, [statement]));
    }
  } finally {
    if (ran.length > 0) console.log(stepTable(ran));
  }
}

run(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
