import { readArgs, WrongOptions } from '../../commands/support/options.ts';
import { sourceOf } from '../import-options.ts';

const USAGE =
  `npm run import:files -- --from <postgresql://…> [--allow <origin>…] [--timeout <seconds>]
                        [--dry-run] [--json]

Copies the files of the attachments that npm run import brought over from where the old app has them into
Storage, some at once. What is there already is left out; killed at any moment and called again, it ends the
same. Members see an attachment from when its file is there.

  --allow    an origin that may be asked (https://files.example.com), as often as there are some; an address
             elsewhere, and one that leads elsewhere, is not followed
  --timeout  for how many seconds a host may be silent (30)
  --dry-run  asks no host and writes nothing: says which origins there are, and how much is to come

Works on the database of the DATABASE_URL given with the command, as its owner, and on the Storage of
SUPABASE_URL with SUPABASE_SECRET_KEY; without them on the stack that runs from this folder. The exit code
is 1 where a file is not here in the end.`;

export interface CopyOptions {
  from: string;
  allowed: ReadonlySet<string>;
  silentMs: number;
  dry: boolean;
  json: boolean;
}

/** @throws WrongOptions */
export function readCopyOptions(args: string[]): CopyOptions {
  const { from, allow, timeout, 'dry-run': dry, json } = readArgs(USAGE, {
    args,
    options: {
      from: { type: 'string' },
      allow: { type: 'string', multiple: true, default: [] },
      timeout: { type: 'string', default: '30' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  }).values;
  if (!from || !/^[1-9]\d{0,2}$/.test(timeout)) throw new WrongOptions(USAGE);
  const source = sourceOf(from);
  if (allow.length === 0 && !dry) {
    throw new WrongOptions('Say with --allow which origins may be asked; --dry-run lists them.');
  }
  const allowed = new Set(allow.map(originOf));
  return { from: source, allowed, silentMs: Number(timeout) * 1000, dry, json };
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text)) {
    return url.origin;
  }
  throw new WrongOptions('--allow is an origin, such as https://files.example.com.');
}
