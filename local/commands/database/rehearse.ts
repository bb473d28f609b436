/** `npm run db:rehearse`: the pending migrations on a clone that is thrown away (local/rehearsal). */
import process from 'node:process';
import { findDatabase, NoDatabase } from '../../database/target.ts';
import { Leftovers } from '../../rehearsal/leftovers.ts';
import { readOptions } from '../../rehearsal/options.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { RehearsalError } from '../../rehearsal/rehearsal-error.ts';
import { renderText } from '../../rehearsal/render.ts';
import { WrongOptions } from '../support/options.ts';

async function run(): Promise<boolean> {
  const { from, json, all, ...options } = await readOptions(process.argv.slice(2));
  const leftovers = new Leftovers();
  leftovers.clearOnSignal();
  try {
    const say = (what: string) => console.error(`… ${what}`);
    const found = await rehearse(
      { from: from ?? await findDatabase(), say, ...options },
      leftovers,
    );
    console.log(json ? JSON.stringify(found, null, 2) : renderText(found, all));
    return found.ok;
  } finally {
    await leftovers.clear();
  }
}

run().then((ok) => process.exit(ok ? 0 : 1), (error: Error & { code?: string }) => {
  const known = [WrongOptions, NoDatabase, RehearsalError].some((kind) => error instanceof kind);
  console.error(known || error.code ? error.message : error);
  process.exit(1);
});
