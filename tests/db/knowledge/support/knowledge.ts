import { eq } from 'drizzle-orm';
import { approveMembership } from '../../../../src/academy/memberships/approve-membership.ts';
import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import { joinGym } from '../../../../src/academy/memberships/join-gym.ts';
import type { Caller } from '../../../../src/caller.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { documents } from '../../../../src/db/schema/index.ts';
import type { JobOutcome } from '../../../../src/jobs/attempt.ts';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { type RegisteredJob, registerJob } from '../../../../src/jobs/register-job.ts';
import { deleteFile } from '../../../../src/knowledge/files/delete-file.ts';
import { processDocument } from '../../../../src/knowledge/processing/process-document.ts';
import { uploadDocument } from '../../../../src/knowledge/documents/upload-document.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { memoryStore } from '../../../../testkit/files/memory-store.ts';
import { firstCall } from '../../../../testkit/door/doors.ts';
import { jobsDatabase } from '../../jobs/support/jobs.ts';

/** A database with people, a gym, files and the jobs of this feature. */
export async function knowledgeDatabase(create?: () => Promise<TestDatabase>) {
  const at = await jobsDatabase(create);
  const files = memoryStore('documents');
  const processing = registerJob(processDocument, { db: at.db, files });
  const deletion = registerJob(deleteFile, { files });
  const jobs = [processing, deletion];

  async function arrive(subject: string): Promise<Caller> {
    const { user } = await firstCall(at.door, {
      subject,
      provider: 'supabase',
      email: undefined,
      firstName: subject,
      lastName: undefined,
      imageUrl: undefined,
      issuedAt: new Date('2026-01-01T00:00:00Z'),
    });
    return { userId: user.id, subject, provider: 'supabase', claims: { sub: subject } };
  }

  const as = (caller: Caller): CallerContext => ({ db: at.door.asCaller(caller.claims), caller });

  return {
    ...at,
    files,
    jobs,
    arrive,
    /** What a verb is handed for this person. */
    as,
    /** A gym of `manager`, with these members. */
    async gym(manager: Caller, ...members: Caller[]): Promise<string> {
      const { id: gym_id } = await createGym(as(manager), {
        body: { name: 'Gym', address: null, logo: null, since: null, timezone: 'UTC' },
      });
      for (const member of members) {
        const { id: membership_id } = await joinGym(as(member), { gym_id });
        await approveMembership(as(manager), { membership_id, body: { role: 'STUDENT' } });
      }
      return gym_id;
    },
    upload: (
      caller: Caller,
      filename: string,
      content: Uint8Array | string,
      gym_id?: string,
    ) => {
      const stream = new Blob([content as BlobPart]).stream();
      const file = { stream, type: '', size: undefined };
      return uploadDocument({ ...as(caller), files }, { filename, gym_id, file });
    },
    run: (use: readonly RegisteredJob[] = jobs) =>
      runJobs({ db: at.db, jobs: use }, { budgetMs: 60_000 }),
    /** Runs the jobs while something happens around the processing, or instead of it. */
    runAround(process: (usual: () => Promise<JobOutcome>) => Promise<JobOutcome>) {
      const around = {
        ...processing,
        run: (...args: Parameters<typeof processing.run>) => process(() => processing.run(...args)),
      };
      return runJobs({ db: at.db, jobs: [around, deletion] }, { budgetMs: 60_000 });
    },
    async document(id: string) {
      const [row] = await at.db.select().from(documents).where(eq(documents.id, id));
      return row;
    },
    async chunks(documentId: string) {
      return await at.admin<
        {
          user_id: string;
          gym_id: string | null;
          acl: string[];
          content: string;
          heading: string | null;
          start_offset: number;
          end_offset: number;
          token_count: number;
          search_vector: string;
        }[]
      >`select * from document_chunks where document_id = ${documentId} order by position`;
    },
    async text(documentId: string): Promise<string> {
      const rows = await at.admin<{ content: string }[]>`
        select content from private.document_parts where document_id = ${documentId} order by part`;
      return rows.map(({ content }) => content).join('');
    },
  };
}

export type KnowledgeDatabase = Awaited<ReturnType<typeof knowledgeDatabase>>;
