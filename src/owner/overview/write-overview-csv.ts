import { stringify } from 'csv-stringify/sync';
import type { Overview } from './contract.ts';

/** A figure by itself: what it belongs to, of which day, of whom or of which class. */
interface Line {
  section: string;
  date: string | null;
  id: string | null;
  name: string | null;
  figure: string;
  value: string | number | null;
}

const columns = ['section', 'date', 'id', 'name', 'figure', 'value'] satisfies (keyof Line)[];

type Subject = Pick<Line, 'date' | 'id' | 'name'>;
const nobody: Subject = { date: null, id: null, name: null };

const linesOf = (section: string, of: Subject, figures: Record<string, Line['value']>): Line[] =>
  Object.entries(figures).map(([figure, value]) => ({ section, ...of, figure, value }));

interface Named {
  user_id: string;
  first_name: string | null;
  last_name: string | null;
}
const person = ({ user_id, first_name, last_name }: Named, date: string | null): Subject => ({
  ...{ date, id: user_id },
  name: [first_name, last_name].filter((part) => part !== null).join(' ') || null,
});

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Writes an overview as CSV (RFC 4180): a line a figure, so that a spreadsheet can filter and turn it.
 * In UTF-8 with a byte order mark, without which Excel reads names wrongly; a cell that a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export function writeOverviewCsv(overview: Overview): string {
  const { members, weeks, classes, gradings_due, at_risk, birthdays, unread } = overview;
  const range = { ...nobody, date: overview.from };
  const today = { ...nobody, date: overview.as_of };
  const lines = [
    ...linesOf('range', nobody, { from: overview.from, to: overview.to, as_of: overview.as_of }),
    ...linesOf('members', range, members),
    ...weeks.flatMap(({ week, ...figures }) =>
      linesOf('weeks', { ...nobody, date: week }, figures)
    ),
    ...classes.flatMap(({ class_id, modality, weekday, starts_at, ...figures }) =>
      linesOf('classes', {
        ...{ date: overview.from, id: class_id },
        name: `${modality} ${weekdays[weekday - 1]} ${starts_at}`,
      }, figures)
    ),
    ...linesOf('gradings_due', today, { total: gradings_due.total }),
    ...gradings_due.items.flatMap(({ modality, belt, degree, due_on, ...who }) =>
      linesOf('gradings_due', person(who, due_on), { modality, belt, degree })
    ),
    ...linesOf('at_risk', today, { total: at_risk.total }),
    ...at_risk.items.flatMap(({ reason, since, days_away, missed, ...who }) =>
      linesOf('at_risk', person(who, since), { reason, days_away, missed })
    ),
    ...birthdays.flatMap(({ birthday, turns, ...who }) =>
      linesOf('birthdays', person(who, birthday), { turns })
    ),
    ...linesOf('notifications', today, { unread }),
  ];
  return stringify(lines, {
    ...{ columns, header: true, bom: true, escape_formulas: true },
    record_delimiter: 'windows',
  });
}
