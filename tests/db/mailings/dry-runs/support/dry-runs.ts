import type postgres from 'postgres';
import { registerJob } from '../../../../../src/jobs/register-job.ts';
import { runJobs } from '../../../../../src/jobs/engine/run-jobs.ts';
import { runDryRun } from '../../../../../src/mailings/dry-runs/run-dry-run.ts';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';

export interface Told {
  outcome: string;
  reason: string;
  at: Date | null;
}

/** Dry runs at an instant, as the queue makes them. */
export function dryRunsOf(under: DoorUnderTest) {
  const sql = (): postgres.Sql => under.admin;
  const at = {
    /** Queues one, as `private.start_dry_run` does for a manager. */
    async queue(automation_id: string, of = 'published'): Promise<string> {
      const [run] = await sql()<{ id: string }[]>`
        insert into dry_runs (shop_id, automation_id, of)
        select a.shop_id, a.id, ${of} from automations a where a.id = ${automation_id}
        returning id`;
      await sql()`select private.enqueue_job(
        'run_dry_run', ${sql().json({ dry_run_id: run!.id })}::jsonb, ${run!.id}
      )`;
      return run!.id;
    },
    async work(now: Date) {
      const db = under.door.asSystem('test');
      const jobs = [registerJob(runDryRun, { db, clock: () => now, slice: 5 })];
      return await runJobs({ db, jobs }, { budgetMs: 20_000 });
    },
    async read(id: string) {
      const [run] = await sql()`select * from dry_runs where id = ${id}`;
      return run!;
    },
    /** What it says, by customer. */
    async told(id: string): Promise<Map<string, Told>> {
      const rows = await sql()<(Told & { customer_id: string })[]>`
        select customer_id, outcome, reason, at from dry_run_customers where dry_run_id = ${id}`;
      return new Map(rows.map(({ customer_id, ...told }) => [customer_id, told]));
    },
    async run(automation_id: string, now: Date, of = 'published') {
      const id = await at.queue(automation_id, of);
      await at.work(now);
      return { id, run: await at.read(id), told: await at.told(id) };
    },
  };
  return at;
}

/** How many rows every table has, but for those of dry runs and of the queue. */
export async function rowCounts(sql: postgres.Sql): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'private')
      and tablename not in ('dry_runs', 'dry_run_customers', 'jobs')`;
  const counts = await Promise.all(tables.map(async ({ name }) => {
    const [row] = await sql.unsafe(`select count(*)::integer as count from ${name}`);
    return [name, row!['count'] as number] as const;
  }));
  return Object.fromEntries(counts);
}
