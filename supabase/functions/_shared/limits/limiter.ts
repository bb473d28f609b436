/** Runs what it is given, at most `size` at once; the rest wait in line, outside the pool. */
export function limiter(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < size) running++;
    else await new Promise<void>((mayRun) => line.push(mayRun));
    try {
      return await work();
    } finally {
      // The place is handed on, or given up.
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
}
