import type { Subject } from '../../proof/cells.ts';
import { touched } from '../returning.ts';

/** Reference data: the world reads it, the system writes it; a role only if the list names it. */
const readByEveryone = (inserted: string, deleted: string) => `
| actor         | select | insert | update | delete     | truncate |
| anonymous     | all    | 42501  | 42501  | 42501      | 42501    |
| system        | all    | ${inserted} | all    | ${deleted} | 42501    |
| everyone else | all    | 42501  | 42501  | 42501      | 42501    |`;

const roles: Subject = {
  name: 'public.roles',
  rows: ['STUDENT', 'INSTRUCTOR', 'MANAGER'],
  probes: {
    select: `select * from public.roles`,
    insert: `insert into public.roles (id) values ('OWNER')`,
    update: `update public.roles set created_at = now() where id = :row returning 'ok'`,
    delete: `delete from public.roles`,
    truncate: `truncate public.roles`,
  },
  access: [readByEveryone('23514', '23503')],
};

const versions: Subject = {
  name: 'public.versions',
  rows: ['current'],
  probes: {
    select: `select * from public.versions`,
    insert: `insert into public.versions (app_version) values ('9.9.9')`,
    update: `update public.versions set disabled_at = now() where id = :row ${touched}`,
    delete: `delete from public.versions`,
    truncate: `truncate public.versions`,
  },
  access: [readByEveryone('×1', '×1')],
};

const appStores: Subject = {
  name: 'public.app_stores',
  rows: ['ios'],
  probes: {
    select: `select * from public.app_stores`,
    insert: `insert into public.app_stores (store, url) values ('android', 'https://evil.test')`,
    update: `update public.app_stores set url = 'https://evil.test' where id = :row ${touched}`,
    delete: `delete from public.app_stores`,
    truncate: `truncate public.app_stores`,
  },
  access: [readByEveryone('×1', '×1')],
};

export const platform = [roles, versions, appStores];
