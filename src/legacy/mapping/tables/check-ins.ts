import { day, moment, whole } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { insertNew, joinMatched, updateChanged } from '../write.ts';

const checkIn: Values = {
  into: 'check_ins',
  columns: {
    user_id: 'j.r_user_id',
    class_id: 'j.r_class_id',
    gym_id: 'j.class_gym',
    class_date: 'j.class_date',
    status: `'present'`,
    place: 'j.place::integer',
    arrived: 'true',
    made_at: 'j.created_at',
    received_at: 'j.created_at',
    created_at: 'j.created_at',
  },
  from: {
    user_id: 'user_id',
    class_id: 'class_id',
    class_date: 'date',
    made_at: 'created_at',
    received_at: 'created_at',
    created_at: 'created_at',
  },
};

/** What stays of one that is moved: its place is behind, where it was. */
const kept = ['place', 'created_at', 'received_at'];

/**
 * Who was there. Nobody had a place in line there: they have the order in which they were written. One that
 * changed is taken back and given anew, so that counts follow; one that is gone is cancelled.
 */
export const checkIns: Mapping = {
  table: 'checkins',
  target: 'check_ins',
  page: 10_000,
  fields: {
    user_id: whole('user_id', { required: true }),
    class_id: whole('class_id', { required: true }),
    class_date: day('date', { required: true }),
    created_at: moment('created_at', { required: true }),
  },
  references: [
    { field: 'user_id', table: 'users', target: 'users' },
    { field: 'class_id', table: 'class', target: 'classes' },
  ],
  match: `(select c.id from public.check_ins c where c.user_id = r_user_id.id
    and c.class_id = r_class_id.id and c.class_date = p.class_date)`,
  // Twice in the page, or in the source where nothing is written that a later page could see.
  beside: {
    doubled: `(j.fault is null and row_number() over (
        partition by j.user_id, j.class_id, j.class_date, j.fault is null order by j.legacy_id
      ) > 1) or j.legacy_id = any (j.doubles)`,
  },
  doubles: `select x.id from (select t.id, row_number() over (
      partition by t.user_id, t.class_id, left(btrim(t.date::text), 10) order by t.id) as nth
    from checkins t) x where x.nth > 1 order by x.id`,
  numbered: {
    place: `row_number() over (
        partition by j.r_class_id, j.class_date, j.fault is null and j.here_id is null
        order by j.legacy_id
      ) + coalesce((select d.last_place from private.class_dates d
        where d.class_id = j.r_class_id and d.gym_id = j.class_gym
          and d.class_date = j.class_date), 0)`,
  },
  clashes: [{
    when: `j.doubled or case
        when j.match_id is not null then exists (select from public.check_ins c
          where c.id = j.match_id and c.legacy_id is not null)
        when j.here_id is not null then exists (select from public.check_ins c
          where c.user_id = j.r_user_id and c.class_id = j.r_class_id
            and c.class_date = j.class_date and c.id <> j.here_id)
      end`,
    reason: 'doubled_check_in',
    column: 'date',
  }],
  values: [checkIn],
  settled: 'r_user_id.deleted_at is not null',
  write: [
    joinMatched('check_ins'),
    insertNew('check_ins', checkIn),
    `update public.check_ins t set status = 'cancelled' from pg_temp.page j
      where j.action = 'update' and t.legacy_id = j.legacy_id and t.status = 'present'`,
    updateChanged('check_ins', checkIn, { except: kept }),
  ],
  writeGone: [
    `update public.check_ins t set status = 'cancelled' from gone g
      where t.legacy_id = g.legacy_id and t.status = 'present'`,
  ],
};
