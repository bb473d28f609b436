import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request asked of the database. */
export interface Meter {
  statements: number;
  /** Time waited for answers, statement by statement: parallel ones add up. */
  dbMs: number;
  readonly inTransaction: boolean;
}

interface Context {
  counts: { statements: number; dbMs: number };
  inTransaction: boolean;
}

const storage = new AsyncLocalStorage<Context>();

/** Counts the door's work for everything `fn` starts; read it inside with `currentMeter`. */
export const runMetered = <T>(fn: () => T): T =>
  storage.run({ counts: { statements: 0, dbMs: 0 }, inTransaction: false }, fn);

/** The counts so far of the surrounding `runMetered`, or zeros outside of one. */
export function currentMeter(): Meter {
  const context = storage.getStore();
  const { statements, dbMs } = context?.counts ?? { statements: 0, dbMs: 0 };
  return { statements, dbMs, inTransaction: context?.inTransaction ?? false };
}

/** Marks everything `fn` starts as inside an open transaction. */
export function insideTransaction<T>(fn: () => T): T {
  const counts = storage.getStore()?.counts ?? { statements: 0, dbMs: 0 };
  return storage.run({ counts, inTransaction: true }, fn);
}

/** Is told of a statement that is over; its text has placeholders where the values are. */
export type StatementObserver = (text: string, ms: number) => void;

let observer: StatementObserver = () => {};

/** For development: tells of every statement of this isolate. */
export function observeStatements(observe: StatementObserver): void {
  observer = observe;
}

/** Counts one statement and times its answer, failed or not. */
export async function metered<T>(text: string, statement: () => Promise<T>): Promise<T> {
  const counts = storage.getStore()?.counts;
  const start = performance.now();
  if (counts) counts.statements += 1;
  try {
    return await statement();
  } finally {
    const ms = performance.now() - start;
    if (counts) counts.dbMs += ms;
    observer(text, ms);
  }
}
