import { subjectOf } from '../../world/actors.ts';
import type { Subject } from '../../proof/cells.ts';
import { becomeSystem, elsewhere } from '../returning.ts';

/**
 * Sync on first call. What a token says is read from the signed claims alone, which are the same for
 * every actor here: they are set as another login would that has checked the token.
 */
const ensure = `select outcome from private.ensure_user()`;
const said = (sub: string, says: Record<string, string> = {}, issued_at = '2025-01-01') =>
  elsewhere({ sub, tatame_identity: { provider: 'clerk', issued_at, ...says } });
const row = (sub: string) => `
  select concat_ws(':', provider, email, email_verified_at::date, first_name, last_name, image_url,
    source, last_synced_at is not null, token_issued_at::date, token_fields)
  from public.users where subject = '${sub}' and deleted_at is null`;
const verified = (sub: string, email: string, email_verified = 'true') =>
  said(sub, { email, email_verified });
const then = (sub: string, token: string): string[] => [token, ensure, becomeSystem, row(sub)];

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
    'silent, then': then('user_new', said('user_new')),
    'unverified, then': then('user_new', verified('user_new', 'new@tatame.test', 'false')),
    'verified, then': then(student, verified(student, 'student@tatame.test')),
    'verified twice, then': [
      ...[verified(student, 'student@tatame.test'), ensure],
      ...then(student, verified(student, 'STUDENT@tatame.test')),
    ],
    'verified again': [
      ...[verified(student, 'student@tatame.test'), ensure],
      ...[verified(student, 'student@tatame.test'), ensure],
    ],
    'another address, then': [
      ...[verified(student, 'student@tatame.test'), ensure],
      ...then(student, said(student, { email: 'other@tatame.test' })),
    ],
    'after a newer token': [
      ...[said('user_new', {}, '2026-01-01'), ensure],
      ...[said('user_new', { first_name: 'Old' }), ensure],
    ],
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
| actor         | after a newer token | verified again |
| everyone else | unchanged           | unchanged      |`,
    `
| actor         | someone new, then | another name, then | everything, then | silent, then |
| everyone else | clerk:new@tatame.test:New:Name:https://x:token:t:2025-01-01:{email,first_name,last_name,image_url} | supabase:student@tatame.test:New:token:t:2025-01-01:{first_name} | supabase:new@tatame.test:New:Name:https://x:token:t:2025-01-01:{email,first_name,last_name,image_url} | clerk:token:t:2025-01-01:{} |`,
    `
| actor         | unverified, then | verified, then | verified twice, then | another address, then |
| everyone else | clerk:new@tatame.test:token:t:2025-01-01:{email} | supabase:student@tatame.test:2025-01-01:student:token:t:2025-01-01:{email} | supabase:STUDENT@tatame.test:2025-01-01:student:token:t:2025-01-01:{email} | supabase:other@tatame.test:student:token:t:2025-01-01:{email} |`,
  ],
};

export const firstCall = [ensureUser];
