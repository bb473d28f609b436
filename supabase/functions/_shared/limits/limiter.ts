import { ProblemError } from '../problems/problem.ts';

/** Runs work, now or when there is a place for it. */
export type Limited = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs what it is given, at most `size` at once; the rest wait in line, outside the pool. */
export function limiter(size: number): Limited {
  return line(size).run;
}

/** As `limiter`, with a line for each caller of which at most `waiting` may wait. */
export function callerLimiter(size: number, waiting: number): (caller: string) => Limited {
  const lines = new Map<string, ReturnType<typeof line>>();
  return (caller) => async (work) => {
    const own = lines.get(caller) ?? line(size);
    if (own.waiting() >= waiting) throw tooMany();
    lines.set(caller, own);
    try {
      return await own.run(work);
    } finally {
      if (own.free()) lines.delete(caller);
    }
  };
}

function line(size: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  const run: Limited = async (work) => {
    if (running < size) running++;
    else await new Promise<void>((mayRun) => waiting.push(mayRun));
    try {
      return await work();
    } finally {
      // The place is handed on, or given up.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
  return { run, waiting: () => waiting.length, free: () => running === 0 };
}

const tooMany = () =>
  new ProblemError('rate_limited', {
    detail: 'Too many of these at once; wait for their answers.',
    headers: { 'retry-after': '1' },
  });
