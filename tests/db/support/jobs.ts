import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from '../../../src/db/client.ts';
import { jobs } from '../../../src/db/schema/index.ts';
import type { Job, JobHandler } from '../../../src/jobs/handler.ts';
import { openDoor } from '../../../supabase/functions/_shared/db.ts';
import { createTestDatabase } from '../../support/postgres.ts';

/** A database with a table that jobs leave a row in each time their effect is committed. */
export async function jobsDatabase() {
  const database = await createTestDatabase();
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`
    create table private.marks (job_id uuid not null);
    grant select, insert on private.marks to service_role;`);
  const door = openDoor({ url: database.edgeUrl, poolSize: 10 });
  return {
    ...database,
    admin,
    db: door.asSystem('test'),
    mark,
    /** The jobs whose effects are in the database, one entry for each time. */
    async marks(): Promise<string[]> {
      const rows = await admin<{ job_id: string }[]>`select job_id from private.marks`;
      return rows.map((row) => row.job_id);
    },
    /** One job as it is now. */
    async job(id: string): Promise<Job> {
      const found = await this.db.query.jobs.findFirst({ where: sql`${jobs.id} = ${id}` });
      if (!found) throw new Error(`There is no job ${id}`);
      return found;
    },
    async clear() {
      await admin`truncate private.jobs, private.marks`;
    },
    async drop() {
      await Promise.all([door.end(), admin.end()]);
      await database.drop();
    },
  };
}

export type JobsDatabase = Awaited<ReturnType<typeof jobsDatabase>>;

/** Leaves its mark, and nothing else. */
export const mark: JobHandler = ({ job }) => Promise.resolve((tx) => leaveMark(tx, job.id));

export async function leaveMark(tx: Database, jobId: string): Promise<void> {
  await tx.execute(sql`insert into private.marks (job_id) values (${jobId})`);
}
