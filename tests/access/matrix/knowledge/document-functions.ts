import type { Subject } from '../../proof/cells.ts';
import { documents } from '../../world/knowledge.ts';
import { becomeSystem } from '../returning.ts';

const eachDocument = Object.fromEntries(documents.map((name) => [name, `:documents.${name}`]));
const ownDocument = `(select id from public.documents where user_id = :me and gym_id is null)`;

const submitDocument: Subject = {
  name: 'private.submit_document(uuid)',
  returns: 'SETOF documents',
  probes: {
    submit: {
      sql: `select case when (processing_status, processing_done) = ('processing', 0)
        and num_nonnulls(processing_total, error) = 0 then 'ok' end
        from private.submit_document(:it)`,
      each: eachDocument,
    },
    'nothing': `select id from private.submit_document(null)`,
    'and its job': [
      `select private.submit_document(${ownDocument})`,
      becomeSystem,
      `select user_id from private.jobs where status = 'queued' and kind = 'process_document'
        and user_id = :me and (payload ->> 'document_id')::uuid = ${ownDocument}`,
    ],
  },
  access: [`
| actor              | submit        | nothing | and its job |
| anonymous system   | 42501         | 42501   | 42501       |
| student instructor | own           | -       | own         |
| former             | northPlan     | -       | -           |
| everyone else      | -             | -       | -           |`],
};

const text = (document: string, after = '-1', size = '50') =>
  `select content from private.document_text(${document}, ${after}, ${size})`;

const documentText: Subject = {
  name: 'private.document_text(uuid,integer,integer)',
  returns: 'TABLE(part integer, content text)',
  probes: {
    'some of': {
      sql: `select 'ok' from private.document_text(:it, -1, 1)`,
      each: eachDocument,
    },
    'the guide': text(':documents.northGuide'),
    'its first part': text(':documents.northGuide', '-1', '1'),
    'its next part': text(':documents.northGuide', '0'),
    'without bounds': text(':documents.northGuide', '-1', 'null'),
    'after nothing': text(':documents.northGuide', 'null'),
    'of nothing': text('null'),
  },
  access: [
    `
| actor            | some of                 | the guide              | its first part | its next part |
| anonymous system | 42501                   | 42501                  | 42501          | 42501         |
| newcomer deleted | -                       | -                      | -              | -             |
| student instructor deputy | own of-north   | northGuide northGuide2 | northGuide     | northGuide2   |
| manager          | own of-north southGuide | northGuide northGuide2 | northGuide     | northGuide2   |
| former           | own northPlan           | -                      | -              | -             |
| otherManager     | own southGuide          | -                      | -              | -             |
| everyone else    | own                     | -                      | -              | -             |`,
    `
| actor            | without bounds         | after nothing | of nothing |
| anonymous system | 42501                  | 42501         | 42501      |
| student instructor manager deputy | northGuide northGuide2 | - | -    |
| everyone else    | -                      | -             | -          |`,
  ],
};

const survivor = (of: string) => `select private.surviving_document(:documents.${of})`;

const survivingDocument: Subject = {
  name: 'private.surviving_document(uuid)',
  returns: 'uuid',
  probes: {
    'of a duplicate': survivor('gone'),
    'of one unfinished': survivor('goneUnfinished'),
    'of other work': survivor('goneOtherwise'),
    'of one unknown': survivor('student'),
    'of nothing': `select private.surviving_document(null)`,
  },
  access: [`
| actor            | of a duplicate | of one unfinished | of other work | of one unknown | of nothing |
| anonymous system | 42501          | 42501             | 42501         | 42501          | 42501      |
| student          | northGuide     | null              | null          | null           | null       |
| everyone else    | null           | null              | null          | null           | null       |`],
};

/** Without Storage there is nothing to list; tests/db/knowledge has what it finds with it. */
const strayFiles: Subject = {
  name: 'private.stray_files(text,text,integer)',
  returns: 'SETOF text',
  probes: { call: `select private.stray_files('documents', '', 10)` },
  access: [`
| actor         | call  |
| system        | -     |
| everyone else | 42501 |`],
};

export const documentFunctions = [submitDocument, documentText, survivingDocument, strayFiles];
