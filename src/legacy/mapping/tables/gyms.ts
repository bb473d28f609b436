import { day, flag, line, moment } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { usual } from '../write.ts';

const gym: Values = {
  into: 'gyms',
  columns: {
    name: 'j.name',
    address: 'j.address',
    logo: 'j.logo',
    since: 'j.since',
    timezone: 'j.zone',
    created_at: 'j.created_at',
  },
  from: {
    name: 'name',
    address: 'address',
    logo: 'logo',
    since: 'since',
    created_at: 'created_at',
  },
};

/**
 * Academies, without their managers, who come over after them (`managers.ts`); one whose manager is
 * nobody is held back.
 */
export const gyms: Mapping = {
  table: 'gyms',
  target: 'gyms',
  page: 1000,
  fields: {
    name: line('name', { required: true }),
    address: line('address'),
    logo: line('logo'),
    since: day('since'),
    created_at: moment('created_at', { required: true }),
    managed_by_nobody: flag('managed_by_nobody'),
  },
  asked: {
    managed_by_nobody: `(t.manager_id is not null
      and not exists (select from users u where u.id = t.manager_id))::text`,
  },
  clashes: [
    { when: 'j.managed_by_nobody', reason: 'dangling_reference', column: 'manager_id' },
  ],
  values: [gym],
  // In whose time zone is said by the run, once; managers may have changed it since.
  write: usual('gyms', gym).map((statement) => statement.replace(`"timezone" = j.zone, `, '')),
};
