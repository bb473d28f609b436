import type { Subject } from '../../proof/cells.ts';
import { auditEvents as rows } from '../../world/family.ts';

/** The trail: read by a gym's managers and by whom it is about with their guardians, written by none. */
const auditEvents: Subject = {
  name: 'public.audit_events',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.audit_events`,
    insert: `insert into public.audit_events (actor_id, action) values (:me, 'erased')`,
    update: `update public.audit_events set details = '{}' where id = :row`,
    'delete blindly': `delete from public.audit_events`,
    truncate: `truncate public.audit_events`,
  },
  access: [`
| actor             | select                   | insert | update | delete blindly | truncate |
| student           | ofStudent                | 42501  | 42501  | 42501          | 42501    |
| guardian          | ofChild nowhere          | 42501  | 42501  | 42501          | 42501    |
| otherGuardian     | ofOtherChild             | 42501  | 42501  | 42501          | 42501    |
| manager           | ofChild ofStudent        | 42501  | 42501  | 42501          | 42501    |
| deputy            | ofChild ofStudent nowhere | 42501 | 42501  | 42501          | 42501    |
| otherManager      | ofOtherChild             | 42501  | 42501  | 42501          | 42501    |
| system            | all                      | 42501  | 42501  | 42501          | 42501    |
| anonymous         | 42501                    | 42501  | 42501  | 42501          | 42501    |
| everyone else     | -                        | 42501  | 42501  | 42501          | 42501    |`],
};

export const audit = [auditEvents];
