import { readArgs, WrongOptions } from '../commands/support/options.ts';

const USAGE =
  `npm run import -- --from <postgresql://…> [--dry-run] [--resume] [--timezone <name>] [--json]

Brings the earlier app's database over: what is good of it is written here once, however often this is
called, and what is not is held back and named. Killed at any moment and called again, it ends the same:
--resume goes on where it was cut short, without it the whole is compared again. --dry-run reads and judges
everything and writes nothing; what only a trigger refuses, such as somebody of a gym that was closed here,
is found when it is written. --timezone says by whose clock the academies are (UTC).

In the end both sides are read once more and set against each other. The exit code is 1 where anything is
off: sums that differ, rows that are gone there or lost here, and rows that are held back.`;

export interface ImportOptions {
  from: string;
  dry: boolean;
  resume: boolean;
  timezone: string;
  json: boolean;
}

/** @throws WrongOptions */
export function readImportOptions(args: string[]): ImportOptions {
  const { from, 'dry-run': dry, resume, timezone, json } = readArgs(USAGE, {
    args,
    options: {
      from: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      resume: { type: 'boolean', default: false },
      timezone: { type: 'string', default: 'UTC' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (!from) throw new WrongOptions(USAGE);
  if (dry && resume) throw new WrongOptions('A --dry-run writes nothing that could be resumed.');
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    throw new WrongOptions('--timezone is the name of a time zone, such as America/Sao_Paulo.');
  }
  return { from: sourceOf(from), dry, resume, timezone, json };
}

/** @throws WrongOptions which does not repeat what is wrong: it has a password */
export function sourceOf(from: string): string {
  if (URL.canParse(from) && /^postgres(ql)?:$/.test(new URL(from).protocol)) return from;
  throw new WrongOptions(
    '--from is no connection string: postgresql://user:password@host/database',
  );
}
