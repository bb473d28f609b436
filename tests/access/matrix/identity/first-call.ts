import { subjectOf } from '../../world/actors.ts';
import type { Probe, Subject } from '../../proof/cells.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

/**
 * Sync on first call. What a token says is read from the signed claims alone, which are the same for
 * every actor here: they are set as another login would that has checked the token.
 */
const ensure = `select outcome from private.ensure_user()`;
const said = (sub: string, says: Record<string, string> = {}, issued_at = '2025-01-01') =>
  elsewhere({ sub, tatame_identity: { provider: 'clerk', issued_at, ...says } });
const row = (sub: string) => `
  select concat_ws(':', provider, email, first_name, last_name, image_url, source,
    last_synced_at is not null, identity_updated_at::date)
  from public.users where subject = '${sub}' and deleted_at is null`;
const then = (sub: string, token: string): Probe => [token, ensure, becomeSystem, row(sub)];

const student = subjectOf('student');
const everything = {
  ...{ email: 'new@tatame.test', first_name: 'New', last_name: 'Name', image_url: 'https://x' },
};

const ensureUser: Subject = {
  name: 'private.ensure_user()',
  returns: 'TABLE(user_row users, outcome text)',
  probes: {
    'without an identity': ensure,
    'someone new': [said('user_new', everything), ensure],
    'someone new, then': then('user_new', said('user_new', everything)),
    'the same': [said(student, { first_name: 'student' }), ensure],
    'the same by an older token': [said(student, {}, '2019-01-01'), ensure],
    'another name': [said(student, { first_name: 'New' }), ensure],
    'another name, then': then(student, said(student, { first_name: 'New' })),
    'everything, then': then(student, said(student, everything)),
    'an older name': [said(student, { first_name: 'Old' }, '2019-01-01'), ensure],
    'from before an erasure': [said(subjectOf('deleted'), {}, '2019-12-31'), ensure],
    'from after an erasure': [said(subjectOf('deleted')), ensure],
  },
  access: [
    `
| actor            | without an identity |
| anonymous system | 42501               |
| everyone else    | 28000               |`,
    `
| actor         | someone new | the same  | the same by an older token | another name | an older name |
| everyone else | inserted    | unchanged | unchanged                  | updated      | unchanged     |`,
    `
| actor         | from before an erasure | from after an erasure |
| everyone else | -                      | inserted              |`,
    `
| actor         | someone new, then | another name, then | everything, then |
| everyone else | clerk:new@tatame.test:New:Name:https://x:token:t:2025-01-01 | supabase:student@tatame.test:New:token:t:2025-01-01 | supabase:new@tatame.test:New:Name:https://x:token:t:2025-01-01 |`,
  ],
};

export const firstCall = [ensureUser];
