import { scheduleDate } from '../../db/schema/academy/schedule/classes.ts';

const DAY_MS = 86_400_000;

export interface Range {
  from: string;
  to: string;
}

/** The two dates of a range, both included, by the gym's clock. */
export const rangeOf = (most: string) => ({
  from: scheduleDate.schema,
  to: scheduleDate.schema.meta({ description: `At most ${most}` }),
});

/** Whether a range goes forward, over so many days at most. */
export const spans = ({ from, to }: Range, most: number): boolean =>
  from <= to && (Date.parse(to) - Date.parse(from)) / DAY_MS < most;
