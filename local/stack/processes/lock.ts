import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isAlive, parentOf } from './processes.ts';
import { fileFault, StackError } from '../settings/stack-error.ts';
import { readJson } from '../settings/state.ts';

interface Holder {
  pid: number;
  command: string;
  /** The npm process that started the holder, or 0; see `followParent`. */
  launcherPid: number;
}

/** One stack per data directory. */
export class AlreadyRunning extends StackError {
  constructor(readonly pid: number) {
    super(`A stack is already running on this data directory (process ${pid}).`);
  }
}

/**
 * Takes the data directory for this process. A holder that was killed is passed over, one that is
 * about to stop because its parent was killed is waited for.
 *
 * @returns what gives the directory back
 * @throws AlreadyRunning, or StackError where nothing can be written
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'lock.json');
  await mkdir(dataDir, { recursive: true }).catch((error) => {
    throw fileFault('keep data in', dataDir, error);
  });
  const mine: Holder = {
    pid: process.pid,
    command: commandLine(process.pid),
    launcherPid: launcher(),
  };
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(mine), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw fileFault('write', path, error);
      }
    }
    const holder = await readJson<Holder>(path);
    const held = holder && isAlive(holder.pid) && commandLine(holder.pid) === holder.command;
    if (!held) await rm(path, { force: true });
    else if (!isOrphaned(holder) || Date.now() > deadline) throw new AlreadyRunning(holder.pid);
    else await sleep(100);
  }
}

/** Calls back when npm, which started this process, is gone: nobody could stop it by Ctrl-C then. */
export function followParent(onGone: () => void): void {
  const started = launcher();
  if (started === 0) return;
  const watch = setInterval(() => {
    if (launcherOf(process.pid) === started) return;
    clearInterval(watch);
    onGone();
  }, 250);
  watch.unref();
}

/** npm's process id, or 0 when something else started this process, which may rightly go away. */
const launcher = () => process.env.npm_lifecycle_event ? launcherOf(process.pid) : 0;

/** The parent of a process, looking through the shell that npm may put between. */
function launcherOf(pid: number): number {
  const parent = parentOf(pid);
  return /^(\S*\/)?(ba|da|z)?sh -c /.test(commandLine(parent)) ? parentOf(parent) : parent;
}

const isOrphaned = ({ pid, launcherPid }: Holder) =>
  launcherPid !== 0 && launcherOf(pid) !== launcherPid;
