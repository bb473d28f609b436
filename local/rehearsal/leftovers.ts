import process from 'node:process';
import { followParent } from '../stack/processes/lock.ts';

/** What has to go whatever happens: last made, first gone. */
export class Leftovers {
  private readonly removals: (() => Promise<void>)[] = [];
  private going: Promise<void> | undefined;

  add(remove: () => Promise<void>): void {
    this.removals.push(remove);
  }

  /** Removes everything once, however often and by whomever it is asked. */
  clear(): Promise<void> {
    return this.going ??= this.removeAll();
  }

  /** Removes everything also when this process is asked to end, or npm, which started it, is gone. */
  clearOnSignal(): void {
    let asked = false;
    const leave = (code: number) => {
      if (asked) return;
      asked = true;
      this.clear().finally(() => process.exit(code));
    };
    process.on('SIGINT', () => leave(130));
    process.on('SIGTERM', () => leave(143));
    process.on('SIGHUP', () => leave(129));
    followParent(() => leave(129));
  }

  private async removeAll(): Promise<void> {
    const faults: unknown[] = [];
    for (const remove of this.removals.reverse()) {
      await remove().catch((fault) => faults.push(fault));
    }
    if (faults.length > 0) throw faults[0];
  }
}
