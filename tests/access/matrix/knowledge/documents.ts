import { processingStatuses } from '../../../../src/db/schema/knowledge/documents.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { documents as rows } from '../../world/knowledge.ts';
import { becomeSystem, clockOf, touched } from '../returning.ts';

const INTO = 'insert into public.documents (title, filename, file_type, file_size';
const document = (columns: string, values: string) =>
  `${columns}) values ('x', 'x.txt', 'text/plain', 1, ${values}`;
const upload = (columns: string, values: string) => `${INTO}, ${document(columns, values)})`;
const change = (columns: string) =>
  `update public.documents set ${columns} where id = :row ${touched}`;
const share = (document: string, gym: string) =>
  `update public.documents set gym_id = ${gym} where id = :documents.${document}`;

/** Of whom and whose a document's chunk says that it is: its owner, if it is found as it should be. */
const chunkOf = (document: string, condition: string) =>
  `select user_id from public.document_chunks
    where document_id = :documents.${document} and ${condition}`;

/** Whoever may change a document changes by it who finds its chunks, and no one else does. */
const chunkProbes: Record<string, Probe> = {
  'share, chunk': [
    share('instructor', ':gyms.north'),
    chunkOf(
      'instructor',
      `gym_id = :gyms.north and acl = array[:users.instructor, :gyms.north]::uuid[]`,
    ),
  ],
  'unshare, chunk': [
    share('northGuide', 'null'),
    chunkOf('northGuide', `gym_id is null and acl = array[:users.instructor]::uuid[]`),
  ],
  'rename, chunk': [
    `update public.documents set title = 'renamed' where id = :documents.instructor`,
    chunkOf('instructor', `search_vector @@ 'renam:A'`),
  ],
  'rename, other chunks': [
    `update public.documents set title = 'renamed' where id = :documents.instructor`,
    `select user_id from public.document_chunks where search_vector @@ 'renam:A'`,
  ],
  'share, other chunks': [
    share('instructor', ':gyms.north'),
    becomeSystem,
    `select document_id from public.document_chunks where gym_id = :gyms.north`,
  ],
  'give away': [
    `update public.documents set user_id = :users.fellow where id = :documents.instructor`,
    chunkOf('instructor', `acl = array[:users.fellow]::uuid[]`),
  ],
};

/**
 * Documents: a person's own, and those shared with a gym they are in. The owner renames, and shares
 * with gyms where they are staff; managers of the gym may delete. What the processing knows, only
 * the system writes.
 */
export const documents: Subject = {
  name: 'public.documents',
  rows,
  probes: {
    select: `select * from public.documents`,
    'upload with': {
      sql: `${INTO}, :it) returning 'ok'`,
      each: {
        oneself: document('user_id', ':me'),
        another: document('user_id', ':users.fellow'),
        north: document('user_id, gym_id', ':me, :gyms.north'),
        south: document('user_id, gym_id', ':me, :gyms.south'),
        west: document('user_id, gym_id', ':me, :gyms.west'),
        'another-in-north': document('user_id, gym_id', ':users.fellow, :gyms.north'),
        ready: document('user_id, processing_status', `:me, 'ready'`),
        hash: document('user_id, content_hash', `:me, repeat('a', 64)`),
        error: document('user_id, error', `:me, 'x'`),
        done: document('user_id, processing_done', `:me, 1`),
        total: document('user_id, processing_total', `:me, 1`),
      },
    },
    'upload a path': upload('user_id, file_path', `:me, 'x'`),
    'upload backdated': `${upload('user_id, created_at', `:me, '2000-01-01'`)}
      ${clockOf('created_at')}`,
    'upload post-dated': `${upload('user_id, updated_at', `:me, '2000-01-01'`)}
      ${clockOf('updated_at')}`,
    'file is': `${upload('id, user_id', ':documents.new, :me')}
      returning case when file_path = concat(user_id, '/', id) then user_id end`,

    rename: change(`title = 'x'`),
    'rename blindly': `update public.documents set title = 'x'`,
    unshare: change('gym_id = null'),
    'share with north': change('gym_id = :gyms.north'),
    'share with south': change('gym_id = :gyms.south'),

    delete: `delete from public.documents where id = :row returning 'ok'`,
    'delete blindly': `delete from public.documents`,
    'delete, file': [
      `delete from public.documents where id = :documents.northGuide`,
      becomeSystem,
      `select split_part(payload ->> 'file_path', '/', 1) from private.jobs where kind = 'delete_file'
        and payload ->> 'file_path' = concat(:users.instructor, '/', :documents.northGuide)`,
    ],
    become: {
      sql: `update public.documents set processing_status = :it where id = :documents.manager
        returning 'ok'`,
      each: Object.fromEntries(processingStatuses.values.map((to) => [to, `'${to}'`])),
    },
    truncate: `truncate public.documents`,
    ...chunkProbes,
  },
  access: [
    `
| actor            | select                  | delete                 | delete blindly | truncate |
| anonymous        | 42501                   | 42501                  | 42501          | 42501    |
| newcomer deleted | -                       | -                      | -              | 42501    |
| student          | own of-north            | own                    | ×1             | 42501    |
| former           | own northPlan           | own northPlan          | ×2             | 42501    |
| instructor       | own of-north            | own northGuide         | ×2             | 42501    |
| manager          | own of-north southGuide | own of-north           | ×3             | 42501    |
| deputy           | own of-north            | own of-north           | ×3             | 42501    |
| otherManager     | own southGuide          | own southGuide         | ×2             | 42501    |
| system           | all                     | all                    | ×22            | 42501    |
| everyone else    | own                     | own                    | ×1             | 42501    |`,
    `
| actor            | upload with                          | upload a path | upload backdated | upload post-dated | file is   |
| anonymous        | 42501                                | 428C9         | 42501            | 42501             | 42501     |
| newcomer         | 42501/rls                            | 428C9         | 42501/rls        | 42501/rls         | 42501/rls |
| deleted          | 42501/guard: all · 42501/rls: another another-in-north | 428C9        | 42501/guard      | 42501/guard       | 42501/guard |
| instructor deputy | 42501/rls: all · oneself north      | 428C9         | now              | now               | own       |
| manager          | 42501/rls: all · oneself north south | 428C9         | now              | now               | own       |
| otherManager     | 42501/rls: all · oneself south       | 428C9         | now              | now               | own       |
| system           | all                                  | 428C9         | backdated        | backdated         | stranger  |
| everyone else    | 42501/rls: all · oneself             | 428C9         | now              | now               | own       |`,
    `
| actor            | rename                     | rename blindly | unshare        |
| anonymous        | 42501                      | 42501          | 42501          |
| newcomer deleted | -                          | -              | -              |
| former           | own · 42501/rls: northPlan | 42501/rls      | own northPlan  |
| instructor       | own northGuide             | ×2             | own northGuide |
| otherManager     | own southGuide             | ×2             | own southGuide |
| system           | all                        | ×22            | all            |
| everyone else    | own                        | ×1             | own            |`,
    `
| actor            | share with north          | share with south          |
| anonymous        | 42501                     | 42501                     |
| newcomer deleted | -                         | -                         |
| former           | 42501/rls: own northPlan  | 42501/rls: own northPlan  |
| instructor       | own northGuide            | 42501/rls: own northGuide |
| deputy           | own                       | 42501/rls: own            |
| manager          | own                       | own                       |
| otherManager     | 42501/rls: own southGuide | own southGuide            |
| system           | all                       | all                       |
| everyone else    | 42501/rls: own            | 42501/rls: own            |`,
    `
| actor         | share, chunk | unshare, chunk | rename, chunk | rename, other chunks | give away | delete, file |
| anonymous     | 42501        | 42501          | 42501         | 42501                | 42501     | 42501        |
| instructor    | own          | own            | own           | own                  | 42501     | own          |
| manager deputy | -           | -              | -             | -                    | 42501     | instructor   |
| system        | instructor   | instructor     | instructor    | instructor           | fellow    | instructor   |
| everyone else | -            | -              | -             | -                    | 42501     | -            |`,
    `
| actor         | become               |
| system        | all · 23514: pending |
| everyone else | 42501                |`,
    `
| actor             | share, other chunks |
| anonymous         | 42501               |
| instructor system | instructor of-north |
| everyone else     | of-north            |`,
  ],
  updatable: ['title', 'gym_id'],
};
