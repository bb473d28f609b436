import { type Flaw, flawsOf, NOBODY, NOT_UTF8 } from './flaw.ts';

const graduation = flawsOf<'graduations'>();
const checkIn = flawsOf<'checkins'>();
const notice = flawsOf<'notifications'>();

export const graduationFlaws: Flaw<'graduations'>[] = [
  graduation.wrong('user_id', 'dangling_reference', NOBODY),
  graduation.wrong('user_id', 'missing_value', null),
  graduation.beside('user_id', 'held_back_reference', ({ known }) => ({ user_id: known.user })),
  graduation.beside('user_id', 'missing_value', ({ known }) => ({ user_id: known.gymless })),
  graduation.wrong('belt', 'graduations_belt_check', 'faixa #3'),
  graduation.wrong('belt', 'missing_value', null),
  graduation.wrong('belt', 'not_utf8', NOT_UTF8.latin1),
  graduation.wrong('degree', 'graduations_degree_check', 21),
  graduation.wrong('degree', 'graduations_degree_check', -1),
  graduation.wrong('modality', 'missing_value', null),
  graduation.wrong('modality', 'graduations_modality_check', 'x'.repeat(61)),
  graduation.wrong('created_at', 'impossible_date', '2020-02-30T00:00:00.000Z'),
];

/** What some reader or other takes for a day. */
const NO_DAYS = [
  ...['2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-06-31', '0000-00-00'],
  ...['yesterday', 'infinity', '10000-01-01', 'segunda-feira'],
];

export const checkInFlaws: Flaw<'checkins'>[] = [
  checkIn.wrong('user_id', 'dangling_reference', NOBODY),
  checkIn.wrong('class_id', 'dangling_reference', NOBODY),
  checkIn.wrong('user_id', 'missing_value', null),
  checkIn.wrong('class_id', 'missing_value', null),
  checkIn.beside('user_id', 'held_back_reference', ({ known }) => ({ user_id: known.user })),
  checkIn.beside('user_id', 'held_back_reference', ({ known }) => ({ user_id: known.userOfGym })),
  checkIn.beside('class_id', 'held_back_reference', ({ known }) => ({ class_id: known.class })),
  ...NO_DAYS.map((day) => checkIn.wrong('date', 'impossible_date', day)),
  checkIn.wrong('date', 'missing_value', null),
  checkIn.wrong('date', 'missing_value', ''),
  checkIn.wrong('date', 'not_utf8', NOT_UTF8.latin1),
  checkIn.wrong('date', 'check_ins_class_date_check', '1999-12-31'),
  checkIn.wrong('created_at', 'impossible_date', '2024-05-01T25:00:00.000Z'),
  checkIn.beside('date', 'doubled_check_in', ({ elder: { user_id, class_id, date } }) => ({
    ...{ user_id, class_id, date },
  })),
];

const sent = { status: 'sent', sent_at: '2024-01-01T00:00:00.000Z' };

export const notificationFlaws: Flaw<'notifications'>[] = [
  notice.wrong('sent_by', 'dangling_reference', NOBODY),
  notice.wrong('sent_by', 'missing_value', null),
  notice.beside('sent_by', 'held_back_reference', ({ known }) => ({ sent_by: known.user })),
  notice.beside('sent_by', 'missing_value', ({ known }) => ({ sent_by: known.gymless })),
  notice.wrong('recipients', 'dangling_reference', ['1', String(NOBODY)]),
  notice.wrong('recipients', 'dangling_reference', ['1', 'all']),
  notice.beside('recipients', 'held_back_reference', ({ known }) => ({
    recipients: ['1', String(known.user)],
  })),
  notice.beside('viewed_by', 'dangling_reference', () => ({
    ...{ ...sent, recipients: ['1'], viewed_by: ['1', String(NOBODY)] },
  })),
  notice.wrong('recipients', 'not_utf8', Buffer.from('{"1","\xe3"}', 'latin1')),
  notice.wrong('channel', 'unknown_value', 'pigeon'),
  notice.wrong('status', 'unknown_value', 'read'),
  notice.wrong('title', 'notifications_title_check', 'x'.repeat(121)),
  notice.wrong('title', 'missing_value', null),
  notice.wrong('content', 'not_utf8', NOT_UTF8.latin1),
  notice.beside('sent_at', 'impossible_date', () => ({ ...sent, sent_at: '2024-01-32' })),
  notice.wrong('created_at', 'impossible_date', '24 de maio'),
];
