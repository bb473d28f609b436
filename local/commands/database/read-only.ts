/** `npm run read-only -- on|off|status`: whether anybody but the owner may write. */
import process from 'node:process';
import postgres from 'postgres';
import { findDatabase, NoDatabase } from '../../database/target.ts';
import {
  allowWrites,
  readSwitch,
  StillWriting,
  stopWrites,
  type SwitchState,
} from '../../database/write-switch.ts';
import { readArgs, WrongOptions } from '../support/options.ts';

const USAGE = `npm run -s read-only -- on [--why <text>] [--wait <seconds>]
npm run -s read-only -- off
npm run -s read-only -- status

Stops all writes but the owner's, or allows them again. When "on" returns, nobody is in the middle of
one. Requests that write are answered 503 read_only, reads work, and workers rest. What is not ours
goes on: Supabase Auth signs people in and up, and Storage takes a file for a link given out before.

  --why   said by status
  --wait  for how long to wait for transactions that have written (60); then nothing is changed

Works on the database of the DATABASE_URL given with the command, as its owner (role postgres), or on
that of the stack that runs from this folder.`;

async function run(): Promise<string> {
  const { values, positionals: [command, ...more] } = readArgs(USAGE, {
    args: process.argv.slice(2),
    options: { why: { type: 'string' }, wait: { type: 'string', default: '60' } },
    allowPositionals: true,
  });
  const known = command === 'on' || command === 'off' || command === 'status';
  if (!known || more.length > 0 || !/^\d{1,5}$/.test(values.wait)) throw new WrongOptions(USAGE);
  const owner = postgres(await findDatabase(), { max: 1, prepare: false, onnotice: () => {} });
  try {
    if (command === 'on') {
      await stopWrites(owner, { why: values.why ?? null, waitMs: Number(values.wait) * 1000 });
    } else if (command === 'off') await allowWrites(owner);
    return spoken(await readSwitch(owner));
  } finally {
    await owner.end();
  }
}

function spoken({ read_only, since, why }: SwitchState): string {
  if (!read_only) return 'Everybody may write.';
  return `Nobody but the owner writes, since ${since?.toISOString()}${why ? `: ${why}` : ''}`;
}

run().then(console.log, (error: Error & { code?: string }) => {
  const known = [WrongOptions, NoDatabase, StillWriting].some((kind) => error instanceof kind);
  console.error(known || error.code ? error.message : error);
  process.exitCode = 1;
});
