import postgres from 'postgres';
import { z } from 'zod';
import { openDoors } from '../../testkit/door/doors.ts';
import { complete } from '../../src/jobs/engine/complete.ts';
import { defineJob } from '../../src/jobs/define-job.ts';
import { runJobs } from '../../src/jobs/engine/run-jobs.ts';
import { takeDue } from '../../src/jobs/engine/take-due.ts';
import { registerJob } from '../../src/jobs/register-job.ts';
import { measured } from '../line.ts';
import { compare, interleave, timed } from '../measure.ts';
import type { Suite } from '../suite.ts';

const JOBS = 500;
const LEASE_MS = 60_000;

const nothing = defineJob({
  kind: 'bench',
  payload: z.object({}),
  run: () => Promise.resolve(),
});

/**
 * Jobs taken and completed per second by one worker: fifty by a statement, and by the runner with
 * fifty at once, against a loop that updates one row at a time.
 */
export const jobs: Suite = {
  title: 'jobs',
  lines: ['jobs.per_s.batch50', 'jobs.per_s.runner'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database);
    resources.onClose(door.end);
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    const db = door.asSystem('bench');

    const perSecond = (work: () => Promise<unknown>) => async () => {
      await admin`truncate private.jobs`;
      await admin`insert into private.jobs (kind, run_at)
        select 'bench', now() - interval '1 minute' from generate_series(1, ${JOBS})`;
      await admin`analyze private.jobs`;
      const ms = await timed(work);
      const [left] = await admin`select from private.jobs where status <> 'succeeded' limit 1`;
      if (left) throw new Error('A job was left over');
      return JOBS / (ms / 1000);
    };
    const drain = (size: number) => async () => {
      for (;;) {
        const taken = await takeDue(db, size, LEASE_MS);
        if (taken.length === 0) return;
        await complete(db, taken);
      }
    };
    const registered = [registerJob(nothing, {})];
    const runner = () => runJobs({ db, jobs: registered }, { budgetMs: 120_000, concurrency: 50 });

    const samples = await interleave({
      single: perSecond(drain(1)),
      batch: perSecond(drain(50)),
      runner: perSecond(runner),
    }, { rounds: 11, onRound: progress });
    return [
      measured('jobs.per_s.batch50', 'jobs/s', compare(samples.batch, samples.single), {
        atLeast: 5,
      }),
      measured('jobs.per_s.runner', 'jobs/s', compare(samples.runner, samples.single)),
    ];
  },
};
