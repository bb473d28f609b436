import type { Subject } from '../../proof/cells.ts';
import { documents, embedded, EMBEDDING, secretOf } from '../../world/knowledge.ts';
import { byOwner } from '../returning.ts';
import { systemOnly } from '../system/system.ts';

/** What there is only where pgvector is. */
const embeddings: Subject = {
  name: 'private.chunk_embeddings',
  rows: embedded,
  key: 'chunk_id',
  ids: 'document_chunks',
  probes: {
    select: `select * from private.chunk_embeddings`,
    insert: `insert into private.chunk_embeddings (chunk_id, model, embedding)
      values (:document_chunks.denied, 'm', '${EMBEDDING}')`,
    update: `update private.chunk_embeddings set model = 'x' where chunk_id = :row returning 'ok'`,
    delete: `delete from private.chunk_embeddings`,
    truncate: `truncate private.chunk_embeddings`,
    'delete while nobody writes': [
      ...byOwner(`update private.write_switch set read_only = true`),
      `delete from private.chunk_embeddings`,
    ],
  },
  access: [
    systemOnly('×21'),
    `
| actor         | delete while nobody writes |
| system        | 25006                      |
| everyone else | 42501                      |`,
  ],
};

const nearestChunks: Subject = {
  name: 'private.nearest_chunks(uuid[],uuid,uuid[],text,text)',
  returns: 'TABLE(id uuid, document_id uuid, distance double precision)',
  probes: {
    call: `select id from private.nearest_chunks(
      array[:users.fellow]::uuid[], null, null, '${EMBEDDING}', 'm')`,
  },
  access: [`
| actor         | call  |
| everyone else | 42501 |`],
};

const wide = {
  ...{ question: `'armbar'`, gym: 'null', ids: 'null', after: 'null, null', size: '50' },
  ...{ vector: `'${EMBEDDING}'`, model: `'m'`, what: 'id' },
};
const search = (narrowed: Partial<typeof wide> = {}) => {
  const { question, gym, ids, after, size, vector, model, what } = { ...wide, ...narrowed };
  return `select ${what} from private.search_chunks_hybrid(
    ${question}, ${gym}, ${ids}, false, ${after}, ${size}, ${vector}, ${model})`;
};
const foreign = `array[:documents.fellow, :documents.otherStudent, :documents.southGuide]::uuid[]`;

/** Either way of finding: by words, and by the vector alone. */
const searchChunksHybrid: Subject = {
  name: 'private.search_chunks_hybrid' +
    '(text,uuid,uuid[],boolean,double precision,uuid,integer,text,text)',
  returns: 'TABLE(id uuid, document_id uuid, gym_id uuid, title text, heading text, ' +
    '"position" integer, content text, start_offset integer, end_offset integer, ' +
    'score double precision, marked text)',
  probes: {
    everything: search(),
    'by the vector': search({ question: `''` }),
    'by the words': search({ vector: 'null' }),
    'other model': search({ question: `''`, model: `'x'` }),
    'no question': search({ question: 'null' }),
    'word of each': {
      sql: search({ question: ':it', vector: 'null', what: `'ok'` }),
      each: Object.fromEntries(documents.map((name) => [name, `'${secretOf(name)}'`])),
    },
    'in north': search({ gym: ':gyms.north' }),
    'in south': search({ gym: ':gyms.south' }),
    'in west': search({ gym: ':gyms.west' }),
    'in documents': search({ ids: foreign }),
    'there, in south': search({ ids: foreign, gym: ':gyms.south' }),
    'in null': search({ ids: 'array[null]::uuid[]' }),
    'after a foreign one': search({ after: `'infinity', :document_chunks.fellow` }),
    'after the last': search({ after: `'-infinity', :document_chunks.fellow` }),
    'without bounds': search({ size: 'null' }),
    'less than nothing': search({ size: '-1' }),
  },
  access: [
    `
| actor            | everything              | by the vector           | by the words            | other model | no question             |
| anonymous system | 42501                   | 42501                   | 42501                   | 42501       | 42501                   |
| newcomer deleted | -                       | -                       | -                       | -           | -                       |
| student instructor deputy | own of-north   | own of-north            | own of-north            | -           | own of-north            |
| manager          | own of-north southGuide | own of-north southGuide | own of-north southGuide | -           | own of-north southGuide |
| former           | own northPlan           | own northPlan           | own northPlan           | -           | own northPlan           |
| otherManager     | own southGuide          | own southGuide          | own southGuide          | -           | own southGuide          |
| denied           | own                     | -                       | own                     | -           | -                       |
| everyone else    | own                     | own                     | own                     | -           | own                     |`,
    `
| actor            | word of each            | in north | in south   | in west | in documents | there, in south | in null |
| anonymous system | 42501                   | 42501    | 42501      | 42501   | 42501        | 42501           | 42501   |
| newcomer deleted | -                       | -        | -          | -       | -            | -               | -       |
| student instructor deputy | own of-north   | of-north | -          | -       | -            | -               | -       |
| manager          | own of-north southGuide | of-north | southGuide | -       | southGuide   | southGuide      | -       |
| former           | own northPlan           | northPlan | -         | -       | -            | -               | -       |
| otherManager     | own southGuide          | -        | southGuide | -       | southGuide   | southGuide      | -       |
| everyone else    | own                     | -        | -          | -       | -            | -               | -       |`,
    `
| actor            | after a foreign one     | after the last | without bounds          | less than nothing |
| anonymous system | 42501                   | 42501          | 42501                   | 42501             |
| newcomer deleted | -                       | -              | -                       | -                 |
| student instructor deputy | own of-north   | -              | own of-north            | -                 |
| manager          | own of-north southGuide | -              | own of-north southGuide | -                 |
| former           | own northPlan           | -              | own northPlan           | -                 |
| otherManager     | own southGuide          | -              | own southGuide          | -                 |
| everyone else    | own                     | -              | own                     | -                 |`,
  ],
};

export const vectors = [embeddings, nearestChunks, searchChunksHybrid];
