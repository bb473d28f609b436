import { closed } from '../closed.ts';

/**
 * Functions for other functions and for the owner: no API role may call them. Those that search and
 * rank trust what they are given.
 */
export const closedFunctions = closed([
  [
    'audit(uuid,uuid,text,jsonb)',
    'void',
    `audit(:gyms.north, :users.fellow, 'erased', '{}')`,
  ],
  ['caller_claims()', 'jsonb', 'caller_claims()'],
  ['gyms_of(uuid)', 'uuid[]', 'gyms_of(:users.fellow)'],
  ['persons_of(uuid)', 'uuid[]', 'persons_of(:users.fellow)'],
  ['hold_caller()', 'uuid', 'hold_caller()'],
  ['jobs_due()', 'boolean', 'jobs_due()'],
  ['tick_jobs()', 'void', 'tick_jobs()'],
  ['schedule_jobs()', 'boolean', 'schedule_jobs()'],
  ['search_text(text)', 'text', `search_text('x')`],
  ['search_lexemes(text)', 'tsvector', `search_lexemes('x')`],
  ['spelling_variants(text)', 'SETOF tsquery', `spelling_variants('x')`],
  [
    'rank_chunks(uuid[],text,uuid,uuid[],boolean,double precision,uuid,integer)',
    'TABLE(id uuid, document_id uuid, gym_id uuid, title text, heading text, ' +
    '"position" integer, content text, start_offset integer, end_offset integer, ' +
    'score double precision, marked text)',
    `rank_chunks(array[:users.fellow]::uuid[], 'armbar', null, null, false, null, null, 9)`,
  ],
  [
    'erase_academy(uuid)',
    'TABLE(id uuid, name text)',
    'erase_academy(:users.fellow)',
  ],
  ['hold_academy(uuid)', 'void', 'hold_academy(:users.fellow)'],
  ['erase_agent(uuid)', 'void', 'erase_agent(:users.fellow)'],
  ['erase_family(uuid)', 'void', 'erase_family(:users.fellow)'],
  ['erase_identity(uuid)', 'void', 'erase_identity(:users.fellow)'],
  ['erase_owner(uuid)', 'void', 'erase_owner(:users.fellow)'],
  ['erase_notifications(uuid)', 'void', 'erase_notifications(:users.fellow)'],
  ['erase_materials(uuid)', 'void', 'erase_materials(:users.fellow)'],
  ['erase_knowledge(uuid)', 'void', 'erase_knowledge(:users.fellow)'],
  [
    'usage_period(timestamp with time zone)',
    'timestamp with time zone',
    'usage_period(now())',
  ],
]);
