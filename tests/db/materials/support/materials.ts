import { createClass } from '../../../../src/academy/classes/create-class.ts';
import type { Caller } from '../../../../src/caller.ts';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import type { Attachment } from '../../../../src/materials/attachments/contract.ts';
import { deleteAttachmentFile } from '../../../../src/materials/attachments/jobs/delete-attachment-file.ts';
import { sweepAttachments } from '../../../../src/materials/attachments/jobs/sweep-attachments.ts';
import { uploadAttachment } from '../../../../src/materials/attachments/upload-attachment.ts';
import { memoryStore } from '../../../../testkit/files/memory-store.ts';
import { knowledgeDatabase } from '../../knowledge/support/knowledge.ts';

const GIF = new TextEncoder().encode('GIF89a\x01\0\x01\0\0\0\0;');
export const picture = (bytes = GIF.length) => {
  const whole = new Uint8Array(bytes);
  whole.set(GIF);
  return whole;
};

/** A database with people, gyms with classes, files of classes and the jobs that look after them. */
export async function materialsDatabase() {
  const at = await knowledgeDatabase();
  const files = memoryStore('materials');
  const jobs = [
    registerJob(deleteAttachmentFile, { files }),
    registerJob(sweepAttachments, { db: at.db, files }),
  ];
  const stream = (content: Uint8Array) => new Blob([content as BlobPart]).stream();

  return {
    ...at,
    files,
    /** A class on Mondays, whose instructor is whoever manages the gym. */
    async held(manager: Caller, gym_id: string): Promise<string> {
      const { id } = await createClass(at.as(manager), {
        gym_id,
        body: {
          ...{ weekday: 1, starts_at: '18:00', ends_at: '19:00', modality: 'Judo' },
          ...{ starts_on: '2026-01-05', ends_on: null, description: null, capacity: null },
          ...{ instructor_id: null, bookable_from_hours: null, cancel_until_minutes: null },
        },
      });
      return id;
    },
    /** A file on its way in; what it is made of may break off. */
    upload: (
      caller: Caller,
      class_id: string,
      { content = stream(picture()), size, store = files }: {
        content?: ReadableStream<Uint8Array>;
        size?: number;
        store?: typeof files;
      } = {},
    ): Promise<Attachment> =>
      uploadAttachment({ ...at.as(caller), files: store }, {
        class_id,
        file_name: 'picture.gif',
        file: { stream: content, type: '', size },
      }),
    run: () => runJobs({ db: at.db, jobs }, { budgetMs: 60_000 }),
    rows: () => at.admin<{ id: string; state: string }[]>`select id, state from attachments`,
  };
}
