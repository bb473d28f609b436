import type postgres from 'postgres';
import { people, type Person } from './actors.ts';
import { idOf } from './ids.ts';

/**
 * Documents: everyone has a private one, named after them; these are shared. The plan is of a teacher
 * who left.
 */
const shared: [name: string, owner: Person, gym: string][] = [
  ['northGuide', 'instructor', 'north'],
  ['northPlan', 'former', 'north'],
  ['southGuide', 'otherManager', 'south'],
];
export const documents = [...people, ...shared.map(([name]) => name)];

/** The text of the guide of north has two parts, that of the others one. */
export const parts = [...documents, 'northGuide2'];

const status: Record<string, string> = {
  student: 'failed',
  instructor: 'pending',
  manager: 'processing',
  northPlan: 'failed',
};

/** "sweep" is rarer than "sleep", but for those who may find only the former. */
const oneMore: Record<string, string> = {
  student: 'sweep',
  ...{ fellow: 'sleep', southGuide: 'sleep', otherStudent: 'sleep' },
};

/** The one word that only this document has; the digit keeps it from being taken for a misspelling. */
export const secretOf = (document: string) => `${document.toLowerCase()}0`;

/** Jobs: their names, whose, and what they say. Two are about one document that is gone. */
const jobs: [name: string, user: Person, columns: Record<string, string>, about: string][] = [
  ['processing', 'manager', { status: 'running' }, 'manager'],
  ['reprocessing', 'manager', { status: 'running', dedupe_key: 'again' }, 'northGuide'],
  ['duplicate', 'student', { status: 'succeeded', finished_at: '2020-01-01' }, 'gone'],
  ['processed', 'student', { status: 'succeeded', finished_at: '2020-01-02' }, 'gone'],
  ['unfinished', 'student', { status: 'running', dedupe_key: 'unfinished' }, 'goneUnfinished'],
  ['otherwise', 'student', { status: 'succeeded', kind: 'otherwise' }, 'goneOtherwise'],
];
/** One chunk has no embedding yet. */
export const embedded = documents.filter((name) => name !== 'denied');
/** The only embedding there is: everything is equally near. */
export const EMBEDDING = `[${Array(384).fill(1)}]`;

export const jobNames = jobs.map(([name]) => name);

export async function populateKnowledge(tx: postgres.TransactionSql, past: string): Promise<void> {
  const insert = async (name: string, owner: Person, gym: string | null) => {
    const id = idOf(`documents.${name}`);
    await tx`insert into documents ${
      tx({
        ...{ id, user_id: idOf(`users.${owner}`), gym_id: gym && idOf(`gyms.${gym}`) },
        ...{ title: name, filename: `${name}.txt`, file_type: 'text/plain', file_size: 1 },
        ...{ processing_status: status[name] ?? 'ready', created_at: past, updated_at: past },
        ...status[name] === 'failed'
          ? { error: 'no_text', processing_done: 3, processing_total: 5 }
          : {},
      })
    }`;
    const content = `armbar ${secretOf(name)} ${oneMore[name] ?? 'guard'}`;
    // Owner, gym and audience are the trigger's to fill in.
    await tx`insert into document_chunks ${
      tx({
        ...{ id: idOf(`document_chunks.${name}`), document_id: id, position: 0, content },
        ...{ start_offset: 0, end_offset: content.length },
      })
    }`;
    await tx`insert into private.document_parts ${tx({ document_id: id, part: 0, content: name })}`;
  };
  for (const name of people) await insert(name, name, null);
  for (const document of shared) await insert(...document);
  await tx`insert into private.document_parts ${
    tx({ document_id: idOf('documents.northGuide'), part: 1, content: 'northGuide2' })
  }`;

  for (const [name, user, columns, about] of jobs) {
    const result = name === 'processed' ? {} : { duplicate_of: idOf('documents.northGuide') };
    await tx`insert into private.jobs ${
      tx({
        ...{ id: idOf(`jobs.${name}`), kind: 'process_document', user_id: idOf(`users.${user}`) },
        ...{ created_at: past, updated_at: past, ...columns, result: tx.json(result) },
        payload: tx.json({ document_id: idOf(`documents.${about}`) }),
      })
    }`;
  }
}

/** What there is only where pgvector is. */
export async function populateVectors(tx: postgres.TransactionSql): Promise<void> {
  const [table] = await tx`select to_regclass('private.chunk_embeddings') as name`;
  if (!table?.name) return;
  for (const name of embedded) {
    await tx`insert into private.chunk_embeddings ${
      tx({ chunk_id: idOf(`document_chunks.${name}`), model: 'm', embedding: EMBEDDING })
    }`;
  }
}
