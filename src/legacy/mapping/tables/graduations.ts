import { line, moment, rewritten, whole } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { insertNew, updateChanged } from '../write.ts';

/** As ranks are called here, where they were called otherwise. */
const BELTS = {
  ...{ branca: 'white', cinza: 'grey', amarela: 'yellow', laranja: 'orange', verde: 'green' },
  ...{ azul: 'blue', roxa: 'purple', marrom: 'brown', preta: 'black', vermelha: 'red' },
  ...{ gray: 'grey' },
};
const cases = Object.entries(BELTS).map(([was, is]) => `when '${was}' then '${is}'`).join(' ');

const graduation: Values = {
  into: 'graduations',
  columns: {
    user_id: 'j.r_user_id',
    gym_id: 'j.r_gym_id',
    modality: 'j.modality',
    belt: 'j.belt',
    degree: 'j.degree',
    awarded_on: '(j.created_at at time zone j.zone)::date',
    registered_on: '(j.created_at at time zone j.zone)::date',
    created_at: 'j.created_at',
  },
  from: { modality: 'modality', belt: 'belt', degree: 'degree', created_at: 'created_at' },
};

/** What somebody wore since when, in the gym that they belonged to. */
export const graduations: Mapping = {
  table: 'graduations',
  target: 'graduations',
  page: 5000,
  fields: {
    user_id: whole('user_id', { required: true }),
    gym_id: whole('user_gym_id'),
    belt: {
      ...rewritten('belt', (text) => `case lower(${text}) ${cases} else lower(${text}) end`),
      required: true,
    },
    degree: whole('degree', { otherwise: 0 }),
    modality: line('modality', { required: true }),
    created_at: moment('created_at', { required: true }),
  },
  asked: { user_gym_id: '(select u.gym_id::text from users u where u.id = t.user_id)' },
  hashed: ['user_gym_id'],
  references: [
    { field: 'user_id', table: 'users', target: 'users' },
    { field: 'gym_id', table: 'gyms', target: 'gyms', column: 'user_id' },
  ],
  clashes: [{ when: 'j.gym_id is null', reason: 'missing_value', column: 'user_id' }],
  values: [graduation],
  settled: 'r_user_id.deleted_at is not null',
  // Such rows have no other version: history is added to.
  version: 't.created_at',
  write: [insertNew('graduations', graduation), updateChanged('graduations', graduation)],
};
