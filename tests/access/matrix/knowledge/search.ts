import type { Probe, Subject } from '../../proof/cells.ts';
import { documents, secretOf } from '../../world/knowledge.ts';

/** Everything there is, unless told otherwise. */
const wide = { gym: 'null', ids: 'null', after: 'null, null', size: '50' };

const search = (
  question: string,
  { gym, ids, after, size }: Partial<typeof wide> = {},
  what = 'id',
) =>
  `select ${what} from private.search_chunks(${question}, ${gym ?? wide.gym}, ${ids ?? wide.ids},
    false, ${after ?? wide.after}, ${size ?? wide.size})`;

const score = 'distinct round(score::numeric, 3)';
const foreign = `array[:documents.fellow, :documents.otherStudent, :documents.southGuide]::uuid[]`;

const widths: Record<string, Probe> = {
  everything: search(`'armbar'`),
  misspelt: search(`'armbra'`),
  'in north': search(`'armbar'`, { gym: ':gyms.north' }),
  'in south': search(`'armbar'`, { gym: ':gyms.south' }),
  'in west': search(`'armbar'`, { gym: ':gyms.west' }),
};

/** Arguments are asked for by name, and forged. */
const hostile: Record<string, Probe> = {
  'in documents': search(`'armbar'`, { ids: foreign }),
  'there, in south': search(`'armbar'`, { ids: foreign, gym: ':gyms.south' }),
  'in no document': search(`'armbar'`, { ids: `'{}'` }),
  'in null': search(`'armbar'`, { ids: 'array[null]::uuid[]' }),
  'after a foreign one': search(`'armbar'`, { after: `'infinity', :document_chunks.fellow` }),
  'without bounds': search(`'armbar'`, { size: 'null' }),
  'less than nothing': search(`'armbar'`, { size: '-1' }),
  'no question': search('null'),
  'an empty one': search(`''`),
  'syntax': search(`'armbar'' | !x:* & <-> \\ ( "'`),
};

/** What others have in theirs shows neither in scores nor in spelling. */
const silent: Record<string, Probe> = {
  'what is in each': {
    sql: search(':it', {}, `'ok'`),
    each: Object.fromEntries(documents.map((name) => [name, `'${secretOf(name)}'`])),
  },
  'score of all': search(`'armbar'`, {}, score),
  'score of one': search(`'${secretOf('northGuide')}'`, {}, score),
  'misspelt as theirs': search(`'sxeep'`),
};

const searchChunks: Subject = {
  name: 'private.search_chunks(text,uuid,uuid[],boolean,double precision,uuid,integer)',
  returns: 'TABLE(id uuid, document_id uuid, gym_id uuid, title text, heading text, ' +
    '"position" integer, content text, start_offset integer, end_offset integer, ' +
    'score double precision, marked text)',
  probes: { ...widths, ...hostile, ...silent },
  access: [
    `
| actor            | everything              | misspelt                | in north | in south   | in west |
| anonymous system | 42501                   | 42501                   | 42501    | 42501      | 42501   |
| newcomer deleted | -                       | -                       | -        | -          | -       |
| student instructor deputy | own of-north   | own of-north            | of-north | -          | -       |
| manager          | own of-north southGuide | own of-north southGuide | of-north | southGuide | -       |
| former           | own northPlan           | own northPlan           | northPlan | -         | -       |
| otherManager     | own southGuide          | own southGuide          | -        | southGuide | -       |
| everyone else    | own                     | own                     | -        | -          | -       |`,
    `
| actor            | in documents | there, in south | in no document | in null | after a foreign one     |
| anonymous system | 42501        | 42501           | 42501          | 42501   | 42501                   |
| newcomer deleted | -            | -               | -              | -       | -                       |
| student instructor deputy | -   | -               | -              | -       | own of-north            |
| manager          | southGuide   | southGuide      | -              | -       | own of-north southGuide |
| former           | -            | -               | -              | -       | own northPlan           |
| otherManager     | southGuide   | southGuide      | -              | -       | own southGuide          |
| everyone else    | -            | -               | -              | -       | own                     |`,
    `
| actor            | without bounds          | less than nothing | no question | an empty one | syntax                  |
| anonymous system | 42501                   | 42501             | 42501       | 42501        | 42501                   |
| newcomer deleted | -                       | -                 | -           | -            | -                       |
| student instructor deputy | own of-north   | -                 | -           | -            | own of-north            |
| manager          | own of-north southGuide | -                 | -           | -            | own of-north southGuide |
| former           | own northPlan           | -                 | -           | -            | own northPlan           |
| otherManager     | own southGuide          | -                 | -           | -            | own southGuide          |
| everyone else    | own                     | -                 | -           | -            | own                     |`,
    `
| actor            | what is in each         | score of all | score of one | misspelt as theirs |
| anonymous system | 42501                   | 42501        | 42501        | 42501              |
| newcomer deleted | -                       | -            | -            | -                  |
| student          | own of-north            | 0.134        | 0.981        | own                |
| instructor deputy | own of-north           | 0.134        | 0.981        | -                  |
| manager          | own of-north southGuide | 0.105        | 1.204        | southGuide         |
| former           | own northPlan           | 0.182        | -            | -                  |
| otherManager     | own southGuide          | 0.182        | -            | southGuide         |
| everyone else    | own                     | 0.288        | -            | -                  |`,
  ],
};

export const searchFunctions = [searchChunks];
