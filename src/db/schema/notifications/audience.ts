import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, type CheckBuilder } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { integerFrom } from '../../declare/bounds.ts';
import { jsonObjectOf } from '../../declare/json-bounds.ts';
import { modality, scheduleDate } from '../academy/schedule/classes.ts';
import { belt, degree } from '../belts/systems/ranks.ts';

/** More than a list that somebody picks by hand; who means more means a class or the gym. */
export const MAX_CHOSEN = 1000;
/** For how long a class counts who came as one of its regulars. */
export const regularDays = integerFrom(1, 365);
/** For how long somebody stays away who is at risk. */
export const absentDays = integerFrom(1, 365);

/** A thousand ids, with what is around them. */
const size = jsonObjectOf(65_536);

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Whom a notification is for, of the members of its gym; resolved when it is sent. */
export const audience = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('gym') }).meta({
    description: 'Everybody who is a member then',
  }),
  z.strictObject({
    type: z.literal('members'),
    user_ids: z.array(z.guid()).min(1).max(MAX_CHOSEN),
  }),
  z.strictObject({
    type: z.literal('occurrence'),
    class_id: z.guid(),
    class_date: scheduleDate.schema,
  }).meta({
    description: 'Who is booked, waits or is there; who was booked, where the date is cancelled',
  }),
  z.strictObject({
    type: z.literal('class'),
    class_id: z.guid(),
    days: regularDays.schema.default(30),
  }).meta({ description: 'Who came within so many days, and who has booked' }),
  z.strictObject({
    type: z.literal('belt'),
    modality: modality.schema,
    belt: belt.schema,
    degree: degree.schema.nullable().default(null),
  }).meta({ description: 'Who wears it now; the first one also who was never promoted' }),
  z.strictObject({ type: z.literal('at_risk'), days: absentDays.schema }).meta({
    description: 'Students who have not come for so many days, though classes took place',
  }),
]);
export type Audience = z.output<typeof audience>;

/** As it is kept: the CHECK below says as much, and bounds were asked of who wrote it. */
export const keptAudience = z.discriminatedUnion('type', [
  z.object({ type: z.literal('gym') }),
  z.object({ type: z.literal('members'), user_ids: z.array(z.guid()) }),
  z.object({ type: z.literal('occurrence'), class_id: z.guid(), class_date: z.string() }),
  z.object({ type: z.literal('class'), class_id: z.guid(), days: z.number() }),
  z.object({
    type: z.literal('belt'),
    modality: z.string(),
    belt: z.string(),
    degree: z.number().nullable(),
  }),
  z.object({ type: z.literal('at_risk'), days: z.number() }),
]);

/** Whether JSON has the fields that its type asks for; spelled as a path, which Postgres can check. */
const forms: Record<Audience['type'], string> = {
  gym: '@.type == "gym"',
  members:
    `@.type == "members" && @.user_ids.type() == "array" && @.user_ids.size() <= ${MAX_CHOSEN} ` +
    `&& !exists(@.user_ids[*] ? (!(@ like_regex "^${UUID}$")))`,
  occurrence: `@.type == "occurrence" && @.class_id like_regex "^${UUID}$" ` +
    '&& @.class_date like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" ' +
    '&& @.class_date.datetime("YYYY-MM-DD").type() == "date"',
  class: `@.type == "class" && @.class_id like_regex "^${UUID}$" && @.days == @.days.floor() ` +
    `&& @.days >= ${regularDays.min} && @.days <= ${regularDays.max}`,
  belt: '@.type == "belt" && @.modality.type() == "string" && @.belt.type() == "string" ' +
    '&& (@.degree == @.degree.floor() && @.degree <= 100 || @.degree == null)',
  at_risk:
    `@.type == "at_risk" && @.days == @.days.floor() && @.days >= ${absentDays.min} && @.days <= ${absentDays.max}`,
};

const whole = Object.values(forms).map((form) => `(${form})`).join(' || ');

/** The CHECKs that a column holds an audience, up to what only its gym can tell. */
export const audienceChecks = (name: string, column: AnyPgColumn): CheckBuilder[] => [
  size.check(`${name}_check`, column),
  check(`${name}_form_check`, sql`${column} @? ${sql.raw(`'strict $ ? (${whole})'`)}`),
];
