import { choices, type ValueOf } from '../db/declare/choice.ts';

/**
 * Why a row of the old database is held back. What a bound of the new one refuses has the name of that
 * CHECK instead (`users_phone_check`), so that a bound is declared once and named as it is.
 */
export const refusalReasons = choices(
  /** Its bytes are not UTF-8. */
  'not_utf8',
  /** It has more than any row here may have, and is not fetched. */
  'too_long',
  /** What it must have it has not. */
  'missing_value',
  /** Not one of a list's values: a role, a weekday, a gender, a channel. */
  'unknown_value',
  /** No day of a calendar, or one that cannot be meant: 30 February, a birth in the future. */
  'impossible_date',
  /** No time of a day: 25:10. */
  'impossible_time',
  /** It refers to a row that is not in the old database. */
  'dangling_reference',
  /** It refers to a row that is itself held back. */
  'held_back_reference',
  /** It is new, and about somebody who has no account any more. */
  'person_erased',
  /** Two who sign in have one address: the elder row stays. */
  'doubled_email',
  /** Somebody else who came over signs in with the same account. */
  'doubled_subject',
  /** Its id is that of somebody else who came over: the old database gave it away again. */
  'another_person',
  /** The same person in the same class on the same day: the elder row stays. */
  'doubled_check_in',
  /** A row here has its old id, and did not come by an import. */
  'id_taken',
  /** A row that there may be only one of, such as a version of the app: the elder stays. */
  'doubled_row',
  /** Who teaches it has another class at that time: the elder row stays. */
  'instructor_overlap',
  /** Material of a class that is no longer on the schedule. */
  'class_deleted',
);

export type RefusalReason = ValueOf<typeof refusalReasons>;
