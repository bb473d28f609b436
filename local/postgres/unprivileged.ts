import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';

export interface Command {
  file: string;
  args: string[];
  uid?: number;
  gid?: number;
}

interface Account {
  uid: number;
  gid: number;
}

/**
 * Postgres refuses to run as root, so root runs it as another account: `postgres` where the machine
 * has one, else `nobody`. Nothing is created on the machine.
 *
 * @returns the account, or undefined when this process is not root
 */
export async function findAccount(dataDir: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const entry = passwd.split('\n').map((line) => line.split(':')).find(([user]) => user === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error('Postgres does not run as root, and there is no account "postgres" or "nobody".');
}

export async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/**
 * The command, run as the account, which must reach the files at `paths`. A checkout below a directory
 * that only root may enter (`/root`, `mktemp -d`) is out of its reach; there `setpriv` lets it keep
 * the one right that it needs, also when it asks with access(2).
 */
export async function runAs(
  account: Account | undefined,
  file: string,
  args: string[],
  paths: string[],
): Promise<Command> {
  if (!account) return { file, args };
  const open = await Promise.all([file, ...paths].map(isOpenToAll));
  if (open.every(Boolean)) return { file, args, ...account };
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const reach = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const onAccess = '--securebits=+no_setuid_fixup';
  return { file: 'setpriv', args: [...identity, ...reach, onAccess, '--', file, ...args] };
}

/** Whether everybody may pass through every directory above the path. */
async function isOpenToAll(path: string): Promise<boolean> {
  for (let folder = dirname(path);; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
