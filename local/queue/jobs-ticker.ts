import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** The first look waits until a newcomer's first request is through. */
const FIRST_AFTER_MS = 1_500;
const LOOK_EVERY_MS = 250;
const AFTER_FAILURE_MS = 3_000;
/** A second run takes what is due while the first is busy with long work. */
const RUNS_AT_ONCE = 2;

/**
 * What pg_cron and pg_net do on a hosted project: asks the jobs function to run when work is due. It
 * looks by SQL, so an idle queue costs no request and writes no log.
 *
 * @param databaseUrl role postgres, who owns `private.jobs_due`
 * @returns stops it; a run in the air is cut off, and its leases give the jobs back
 */
export function tickJobs(
  databaseUrl: string,
  apiUrl: string,
  secretKey: string,
): () => Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const stopped = new AbortController();
  const { signal } = stopped;
  let runs = 0;

  async function run(): Promise<void> {
    runs++;
    try {
      const answer = await fetch(`${apiUrl}/functions/v1/jobs/run`, {
        method: 'POST',
        headers: { apikey: secretKey },
        signal,
      });
      await answer.arrayBuffer();
      // The function has logged why; it is not asked again at every look.
      if (!answer.ok) await sleep(AFTER_FAILURE_MS, undefined, { signal });
    } finally {
      runs--;
    }
  }

  async function isDue(): Promise<boolean> {
    const [row] = await sql<{ due: boolean }[]>`select private.jobs_due() as due`;
    return row?.due ?? false;
  }

  async function look(): Promise<void> {
    await sleep(FIRST_AFTER_MS, undefined, { signal });
    for (;;) {
      // A database that is away for a moment is asked again at the next look.
      const due = runs < RUNS_AT_ONCE && await isDue().catch(() => false);
      if (due && !signal.aborted) void run().catch(() => {});
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  const looking = look().catch(() => {});
  return async () => {
    stopped.abort();
    await looking;
    await sql.end({ timeout: 1 });
  };
}
