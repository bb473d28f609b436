import { triggers } from '../../../declare/triggers.ts';
import { memberships } from '../memberships.ts';
import { classChanges } from '../schedule/class-changes.ts';
import { classes } from '../schedule/classes.ts';

export const membershipsFollowed = triggers(memberships, {
  name: 'release_member',
  after: ['update'],
  when: 'old.in_effect and not new.in_effect',
  run: 'private.release_member',
});

export const classesFollowed = triggers(classes, {
  name: 'release_dates',
  after: ['update'],
  of: ['capacity', 'weekday', 'starts_on', 'ends_on', 'deleted_at'],
  run: 'private.follow_schedule',
});

export const classChangesFollowed = triggers(classChanges, {
  name: 'release_dates',
  after: ['insert'],
  when: "new.kind = 'cancelled'",
  run: 'private.follow_schedule',
});
