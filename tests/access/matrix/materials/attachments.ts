import { attachmentStates } from '../../../../src/db/schema/materials/attachments.ts';
import type { Subject } from '../../proof/cells.ts';
import { attachments as rows } from '../../world/materials.ts';
import { becomeSystem, clockOf, touched } from '../returning.ts';

const columns = '(gym_id, class_id, file_name, file_type, file_size';
const values = `values (:gyms.north, :classes.mat, 'x', 'image/png', 1`;
const left = [becomeSystem, `select id from public.attachments`];

/**
 * Files of classes: members of the gym and guardians see those that are there, until they or what they
 * belong to expires, its staff on; who teaches a class of the series, and managers, rename and delete
 * them. They are made by functions alone.
 */
export const attachments: Subject = {
  name: 'public.attachments',
  rows,
  probes: {
    select: `select * from public.attachments`,
    update: `update public.attachments set file_name = 'x' where id = :row ${touched}`,
    'update blindly': `update public.attachments set file_name = 'x'`,
    delete: `delete from public.attachments where id = :row returning 'ok'`,
    'delete blindly': `delete from public.attachments`,
    truncate: `truncate public.attachments`,
    put: `insert into public.attachments ${columns}) ${values}) returning 'ok'`,
    'put in a place': `insert into public.attachments ${columns}, file_path) ${values}, 'x')`,
    'put with an asset of another class': `insert into public.attachments ${columns}, asset_id)
      ${values}, :assets.managed)`,
    'put backdated': `insert into public.attachments ${columns}, created_at)
      ${values}, '2000-01-01') ${clockOf('created_at')}`,
    'is at': `select distinct 'ok' from public.attachments
      where file_path = concat(gym_id, '/', id)`,
    become: {
      sql: `update public.attachments set state = :it where id = :attachments.current
        returning 'ok'`,
      each: Object.fromEntries(attachmentStates.values.map((to) => [to, `'${to}'`])),
    },
    'when one goes, its file': [
      `delete from public.attachments where id = :attachments.current`,
      becomeSystem,
      `select split_part(payload ->> 'file_path', '/', 2)::uuid from private.jobs
        where kind = 'delete_attachment_file' and dedupe_key = payload ->> 'file_path'
          and split_part(payload ->> 'file_path', '/', 1) = :gyms.north`,
    ],
    'when its asset goes': [
      `delete from public.assets where id = :assets.current`,
      becomeSystem,
      `select id from public.attachments where asset_id is not null`,
    ],
    'when the class goes': [
      `update public.classes set deleted_at = now() where id = :classes.managed`,
      ...left,
    ],
    'when one of a series goes': [
      `update public.classes set deleted_at = now() where id = :classes.mat`,
      ...left,
    ],
    'when an asset expires': [
      `update public.assets set valid_until = '2020-01-01' where id = :assets.current`,
      `select id from public.attachments where asset_id is not null`,
    ],
  },
  access: [
    `
| actor            | select           | update           | update blindly | delete           | delete blindly | truncate |
| anonymous        | 42501            | 42501            | 42501          | 42501            | 42501          | 42501    |
| student guardian | north-files-seen | -                | -              | -                | -              | 42501    |
| instructor       | north-files      | mat-files        | ×8             | mat-files        | ×8             | 42501    |
| manager          | all              | north-files      | ×12            | north-files      | ×12            | 42501    |
| deputy           | north-files      | north-files      | ×12            | north-files      | ×12            | 42501    |
| otherManager     | south-files      | south-files      | ×3             | south-files      | ×3             | 42501    |
| otherGuardian    | southern         | -                | -              | -                | -              | 42501    |
| system           | all              | all              | ×15            | all              | ×15            | 42501    |
| everyone else    | -                | -                | -              | -                | -              | 42501    |`,
    `
| actor         | put   | put in a place | put with an asset of another class | put backdated |
| system        | ok    | 428C9          | 23503                              | backdated     |
| everyone else | 42501 | 428C9          | 42501                              | 42501         |`,
    `
| actor         | become |
| system        | ready · 23514: uploading |
| everyone else | 42501  |`,
    `
| actor            | is at | when an asset expires |
| anonymous        | 42501 | 42501                 |
| student guardian | ok    | ofCurrent             |
| instructor manager deputy | ok | ofCurrent ofExpired |
| otherManager otherGuardian | ok | -               |
| system           | ok    | ofCurrent ofExpired   |
| everyone else    | -     | -                     |`,
    `
| actor                 | when one goes, its file | when its asset goes | when the class goes | when one of a series goes |
| anonymous             | 42501                   | 42501               | 42501               | 42501 |
| instructor            | current                 | ofExpired           | all                 | all   |
| manager deputy system | current                 | ofExpired           | not-managed-files | all |
| everyone else         | -                       | ofCurrent ofExpired | all                 | all   |`,
  ],
  updatable: ['file_name', 'valid_until'],
};
