import { triggers } from '../../declare/triggers.ts';
import { classes } from '../academy/schedule/classes.ts';

export const classesCleared = triggers(classes, {
  name: 'clear_materials',
  after: ['update'],
  of: ['deleted_at'],
  when: 'old.deleted_at is null and new.deleted_at is not null',
  run: 'private.clear_class_materials',
});
