import { and, eq, isNull, sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import type { CallerContext } from '../../db/context.ts';
import { classes } from '../../db/schema/academy/schedule/classes.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { classRefusal, refuseSchedule } from './class-refusals.ts';
import type { Class, UpdateClassInput } from './contract.ts';
import { readClass } from './read-class.ts';

interface Input {
  class_id: string;
  /** The first date that the change is about; undefined: all dates. */
  from?: string | undefined;
  body: UpdateClassInput;
  version: Date | undefined;
}

/**
 * Changes a weekly class for its managers: on all dates, or from one on. Then the class that was ends
 * on the day before, and what is answered is another of the same series that goes on from there.
 * @throws `class_not_found`, `not_a_manager` (forbidden), `precondition_failed`, and what
 *   `createClass` throws
 */
export const updateClass = ({ db }: CallerContext, input: Input): Promise<Class> =>
  input.from === undefined
    ? change(db, input)
    : db.transaction((tx) => changeFollowing(tx, { ...input, from: input.from! }));

async function change(
  db: CallerDatabase,
  { class_id, body, version }: Omit<Input, 'from'>,
): Promise<Class> {
  const [changed] = await db.update(classes).set(body)
    .where(and(eq(classes.id, class_id), isNull(classes.deleted_at), isVersion(classes, version)))
    .returning().catch(refuseSchedule);
  if (!changed) throw await classRefusal(db, class_id, version);
  return changed;
}

async function changeFollowing(
  db: CallerDatabase,
  { class_id, from, body, version }: Input & { from: string },
): Promise<Class> {
  assertVersion(await readClass({ db }, { class_id }), version, 'class');
  const [following] = await callForRows(
    db,
    classes,
    sql`private.split_class(${class_id}, ${from})`,
  );
  if (!following) throw await classRefusal(db, class_id);
  return await change(db, { class_id: following.id, body, version: undefined });
}
