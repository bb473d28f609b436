import type { Subject } from '../../proof/cells.ts';
import { documents as rows, parts } from '../../world/knowledge.ts';
import { documents } from './documents.ts';
import { systemOnly } from '../system/system.ts';

const chunk = (columns = '', values = '') =>
  `insert into public.document_chunks
    (document_id, position, content, start_offset, end_offset${columns})
    values (:documents.student, 9, 'x', 0, 1${values})`;

/** What a chunk is given of owner, gym and audience counts for nothing. */
const forged = `:users.fellow, :gyms.north, array[:users.fellow, :gyms.north]::uuid[]`;
const asDocument = (owner: string) =>
  `returning case when gym_id is null and acl = array[user_id] then ${owner} else 'forged' end`;

/** Chunks: found by whoever may read their document, and written by the system. */
const chunks: Subject = {
  name: 'public.document_chunks',
  rows,
  probes: {
    select: `select * from public.document_chunks`,
    insert: chunk(),
    'insert forged': `${chunk(', user_id, gym_id, acl', `, ${forged}`)}
      ${asDocument('user_id::text')}`,
    'insert, found by': `${chunk(', search_vector, token_count', `, 'forged', 9`)}
      returning case when token_count = 1 then search_vector::text end`,
    update: `update public.document_chunks set content = 'sweep' where id = :row
      returning case when search_vector @@ 'sweep:D & !armbar' then 'ok' end`,
    'update forged': `update public.document_chunks set (user_id, gym_id, acl) = (${forged})
      where id = :document_chunks.student ${asDocument('user_id::text')}`,
    delete: `delete from public.document_chunks`,
    truncate: `truncate public.document_chunks`,
  },
  access: [
    `
| actor            | select                  | insert  | update | delete | truncate |
| anonymous        | 42501                   | 42501   | 42501  | 42501  | 42501    |
| newcomer deleted | -                       | 42501   | 42501  | 42501  | 42501    |
| student instructor deputy | own of-north   | 42501   | 42501  | 42501  | 42501    |
| former           | own northPlan           | 42501   | 42501  | 42501  | 42501    |
| manager          | own of-north southGuide | 42501   | 42501  | 42501  | 42501    |
| otherManager     | own southGuide          | 42501   | 42501  | 42501  | 42501    |
| system           | all                     | ×1      | all    | ×22    | 42501    |
| everyone else    | own                     | 42501   | 42501  | 42501  | 42501    |`,
    `
| actor         | insert forged | update forged | insert, found by       |
| system        | student       | student       | 'student':1A 'x':2     |
| everyone else | 42501         | 42501         | 42501                  |`,
  ],
};

/** The extracted text, part by part; read through `private.document_text`. */
const documentParts: Subject = {
  name: 'private.document_parts',
  rows: parts,
  key: 'content',
  probes: {
    select: `select * from private.document_parts`,
    insert: `insert into private.document_parts (document_id, part, content)
      values (:documents.student, 9, 'x')`,
    update: `update private.document_parts set content = 'x' where content = :row returning 'ok'`,
    delete: `delete from private.document_parts`,
    truncate: `truncate private.document_parts`,
  },
  access: [systemOnly('×23')],
};

export const knowledge = [documents, chunks, documentParts];
