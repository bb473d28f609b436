import type { Subject } from '../../proof/cells.ts';

/**
 * Functions for other functions and for the owner: no API role may call them. Those that search and
 * rank trust what they are given.
 */
const ownersOnly: [name: string, returns: string, call: string][] = [
  [
    'private.audit(uuid,uuid,text,jsonb)',
    'void',
    `private.audit(:gyms.north, :users.fellow, 'erased', '{}')`,
  ],
  ['private.caller_claims()', 'jsonb', 'private.caller_claims()'],
  ['private.gyms_of(uuid)', 'uuid[]', 'private.gyms_of(:users.fellow)'],
  ['private.persons_of(uuid)', 'uuid[]', 'private.persons_of(:users.fellow)'],
  ['private.hold_caller()', 'uuid', 'private.hold_caller()'],
  ['private.jobs_due()', 'boolean', 'private.jobs_due()'],
  ['private.tick_jobs()', 'void', 'private.tick_jobs()'],
  ['private.schedule_jobs()', 'boolean', 'private.schedule_jobs()'],
  ['private.search_text(text)', 'text', `private.search_text('x')`],
  ['private.search_lexemes(text)', 'tsvector', `private.search_lexemes('x')`],
  ['private.spelling_variants(text)', 'SETOF tsquery', `private.spelling_variants('x')`],
  [
    'private.rank_chunks(uuid[],text,uuid,uuid[],boolean,double precision,uuid,integer)',
    'TABLE(id uuid, document_id uuid, gym_id uuid, title text, heading text, ' +
    '"position" integer, content text, start_offset integer, end_offset integer, ' +
    'score double precision, marked text)',
    `private.rank_chunks(array[:users.fellow]::uuid[], 'armbar', null, null, false, null, null, 9)`,
  ],
  [
    'private.erase_academy(uuid)',
    'TABLE(id uuid, name text)',
    'private.erase_academy(:users.fellow)',
  ],
  ['private.hold_academy(uuid)', 'void', 'private.hold_academy(:users.fellow)'],
  ['private.erase_agent(uuid)', 'void', 'private.erase_agent(:users.fellow)'],
  ['private.erase_family(uuid)', 'void', 'private.erase_family(:users.fellow)'],
  ['private.erase_identity(uuid)', 'void', 'private.erase_identity(:users.fellow)'],
  ['private.erase_knowledge(uuid)', 'void', 'private.erase_knowledge(:users.fellow)'],
  [
    'private.usage_period(timestamp with time zone)',
    'timestamp with time zone',
    'private.usage_period(now())',
  ],
];

export const closedFunctions = ownersOnly.map(([name, returns, call]): Subject => ({
  name,
  returns,
  probes: { call: `select ${call}` },
  access: [`
| actor         | call  |
| everyone else | 42501 |`],
}));
