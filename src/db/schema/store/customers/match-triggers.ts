import { triggers } from '../../../declare/triggers.ts';
import { memberships } from '../../academy/memberships.ts';
import { users } from '../../identity/users.ts';

// Whose address is verified or known to be another, and who turns out to be a minor.
export const matchedUsersTriggers = triggers(users, {
  name: 'match_customers',
  after: ['update'],
  of: ['email', 'email_verified_at', 'birth_date'],
  when: `new.deleted_at is null
    and (old.email, old.email_verified_at is null, old.birth_date)
      is distinct from (new.email, new.email_verified_at is null, new.birth_date)`,
  run: 'private.follow_person',
  args: ['id'],
});

export const matchedMembershipsTriggers = triggers(memberships, {
  name: 'match_customers',
  after: ['insert', 'update'],
  of: ['approved_at', 'left_at'],
  when: 'new.in_effect',
  run: 'private.follow_person',
  args: ['user_id'],
});
