import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readArgs, WrongOptions } from '../commands/support/options.ts';
import type { Script } from './measure/apply.ts';

const USAGE = `npm run -s db:rehearse -- [--from <url>] [--sample <rows>] [--sql <file> …] [--json]

Applies the pending migrations to a clone of a database, which is thrown away, and says of every
statement what it locked, read through and rewrote, and what of that would stop writers.

  --from       the database; as it is left out, that of the DATABASE_URL given with the command, or
               of the stack that runs from this folder
  --sample     rows of each table to copy, and what they refer to (all as it is left out); a database
               on a server of this tree that nobody uses is copied as a whole, file by file
  --sql        a file to try after the pending migrations as if it were one; may be repeated
  --skip-proof leave the access proof out
  --json       everything as data
  --all        show every statement

The exit code is 1 where a statement fails or stops writers of a large table, where the database is
not what its migrations make, and where the access proof fails.`;

export interface RehearseOptions {
  from?: string;
  sample?: number;
  scripts: Script[];
  unproven: boolean;
  json: boolean;
  all: boolean;
}

/** @throws WrongOptions where something is missing or cannot be read; the message is how to ask */
export async function readOptions(args: string[]): Promise<RehearseOptions> {
  const { values } = readArgs(USAGE, {
    args,
    options: {
      ...{ from: { type: 'string' }, sample: { type: 'string' } },
      sql: { type: 'string', multiple: true, default: [] },
      ...{ json: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } },
      ...{ 'skip-proof': { type: 'boolean', default: false } },
      help: { type: 'boolean', default: false },
    },
  });
  const { from, sample, sql, json, all, help, 'skip-proof': unproven } = values;
  const isWrong = sample !== undefined && !/^[1-9]\d{0,8}$/.test(sample);
  if (help || isWrong) throw new WrongOptions(USAGE);
  if (from !== undefined && !/^postgres(ql)?:\/\//.test(from)) {
    throw new WrongOptions(
      '--from is no connection string: postgresql://user:password@host/database.',
    );
  }
  const scripts = await Promise.all(sql.map(async (file) => {
    const text = await readFile(file, 'utf8').catch((error: Error) => {
      throw new WrongOptions(error.message);
    });
    return { tag: basename(file), statements: [text] };
  }));
  return {
    ...from !== undefined && { from },
    ...sample !== undefined && { sample: Number(sample) },
    ...{ scripts, unproven, json, all },
  };
}
