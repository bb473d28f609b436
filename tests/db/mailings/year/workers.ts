import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** What a worker is told to do: what is due at an instant, with a look for who is absent or not. */
export interface Step {
  at: string;
  evaluates: boolean;
}

async function start(args: string[]): Promise<ChildProcess> {
  const worker = fork(WORKER, args, { execArgv: ['--import', 'tsx'] });
  await new Promise((ready) => worker.once('message', ready));
  return worker;
}

/** Has a worker do what is due; false where it was killed meanwhile, or when it had done the last. */
const told = (worker: ChildProcess, step: Step): Promise<boolean> =>
  new Promise((settled, failed) => {
    const done = (alive: boolean) => {
      worker.off('message', answered).off('exit', gone);
      settled(alive);
    };
    const answered = () => done(true);
    const gone = (code: number | null) =>
      code === null ? done(false) : failed(new Error(`A worker failed at ${step.at}`));
    if (worker.signalCode) return settled(false);
    worker.once('message', answered).once('exit', gone);
    // Who is dying does not hear it, and its exit says so.
    worker.send(step, () => {});
  });

/** Two processes that work at once, and a third that is ready to take a killed one's place. */
export async function startWorkers(args: string[], shops: string[]) {
  const begin = () => start([...args, ...shops]);
  const working = await Promise.all([begin(), start([...args, ...shops.toReversed()])]);
  let next = begin();
  return {
    kill: (which: 0 | 1) => void working[which].kill('SIGKILL'),
    /** Resolves when both have done what is due; tells how many were killed at it, and replaced. */
    async step(at: string, evaluator: 0 | 1): Promise<number> {
      const steps = working.map((_, n) => ({ at, evaluates: n === evaluator }));
      const alive = await Promise.all(working.map((worker, n) => told(worker, steps[n]!)));
      for (const n of [0, 1] as const) {
        if (alive[n]) continue;
        // What it began in the database may still be going on.
        await sleep(50);
        working[n] = await next;
        next = begin();
        await told(working[n], steps[n]!);
      }
      return alive.filter((one) => !one).length;
    },
    async stop() {
      for (const worker of [...working, await next]) worker.kill('SIGKILL');
    },
  };
}
