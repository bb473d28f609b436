import { closed } from '../closed.ts';
import { birthday } from './birthdays.ts';

/** Steps of other functions, which have asked who is calling. */
export const closedPeople = closed([
  ['note_consent(uuid,text,text)', 'uuid', `note_consent(:users.child, 'child_data', 'x')`],
  ['assert_guardian(uuid,date)', 'void', `assert_guardian(:users.fellow, '2000-01-01')`],
  [
    'begin_guardianship(uuid,uuid,text,uuid)',
    'void',
    `begin_guardianship(:users.fellow, :users.child, 'parent', :users.fellow)`,
  ],
  ['is_orphan(uuid)', 'boolean', 'is_orphan(:users.child)'],
  ['assert_claimable(uuid)', 'void', 'assert_claimable(:users.grown)'],
  ['assert_invited_by_all(invitations)', 'void', 'assert_invited_by_all(null)'],
  ['open_invitation(text)', 'invitations', `open_invitation('x')`],
  ['admit(uuid,invitations)', 'void', 'admit(:users.fellow, null)'],
  ['merge_account(uuid,uuid)', 'void', 'merge_account(:users.fellow, :users.grown)'],
  ['note_reading(uuid,uuid[],text)', 'void', `note_reading(:gyms.north, '{}', 'minor_read')`],
  [
    'birthdays(uuid,date,integer,date,uuid,integer)',
    birthday,
    `birthdays(:gyms.north, '2026-01-01', 1, null, null, 1)`,
  ],
  ['person_key(text,text,date,text)', 'text', `person_key('a', 'b', null, 'c')`],
]);
