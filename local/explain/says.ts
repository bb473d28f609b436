import type { Table, Trigger } from './catalog/table.ts';
import type { Intent } from './evaluate/intent.ts';
import { shown, type WholeRow } from './evaluate/rows.ts';
import type {
  Outcome,
  PoliciesStep,
  Raised,
  RowStep,
  StatementStep,
  TriggersStep,
} from './explanation.ts';
import { spoken } from './expression/quote.ts';
import { isRaised } from './ports.ts';

/** The steps about a row, in words. */

export const rowStep = (table: Table, row: WholeRow | null): RowStep => ({
  ...{ kind: 'row', outcome: row ? 'pass' : 'stop', row: row ? shown(row) : null },
  says: row ? 'The row exists.' : `${spoken(table)} has no such row, for nobody.`,
});

export const truthIn = (value: Outcome): string =>
  isRaised(value) ? `raises ${value.sqlstate} (${value.message})` : `is ${value}`;

/** What the policies came to, for the one who asks. */
export function policies(
  step: Omit<PoliciesStep, 'outcome' | 'says'>,
): Pick<PoliciesStep, 'outcome' | 'says'> {
  const { permissive, restrictive, value, command, clause, row } = step;
  const outcome = value === true ? 'pass' : 'stop';
  const of = `${command.toUpperCase()} (${clause}, on the ${row === 'new' ? 'new row' : 'row'})`;
  const each = (some: typeof permissive) =>
    some.map(({ name, condition }) => `${name} ${truthIn(condition.value)}`).join(', ');
  const open = permissive.filter(({ condition }) => condition.value === true);
  if (permissive.length === 0) {
    return {
      outcome,
      says: `No permissive policy for ${of} applies, and without one there is none.`,
    };
  }
  if (value === true) {
    const also = restrictive.length > 0 ? `, and ${each(restrictive)}` : '';
    return { outcome, says: `For ${of}: ${each(open)}${also}.` };
  }
  const closing = restrictive.filter(({ condition }) => condition.value !== true);
  const says = open.length > 0 && closing.length > 0
    ? `For ${of}: ${each(open)}, but the restrictive ${each(closing)}.`
    : `For ${of} no permissive policy is true: ${each(permissive)}.`;
  return { outcome, says };
}

/** What a new row is refused with, in Postgres' words: a restrictive policy is named. */
export function checkViolation({ name }: Table, step: PoliciesStep): Raised {
  const open = step.permissive.some(({ condition }) => condition.value === true);
  const named = open && step.restrictive.find(({ condition }) => condition.value !== true);
  return {
    sqlstate: '42501',
    message: `new row violates row-level security policy ${
      named ? `"${named.name}" ` : ''
    }for table "${name}"`,
  };
}

const namesOf = (triggers: Trigger[]): TriggersStep['triggers'] =>
  triggers.map((trigger) => ({ name: trigger.name, function: trigger.function }));

const listed = (triggers: Trigger[]) => triggers.map(({ name }) => name).join(', ');

export function triggersStep(
  triggers: Trigger[],
  changed: TriggersStep['changed'],
  raised?: Raised,
): TriggersStep {
  const wrote = changed.length > 0
    ? `, and set ${changed.map(({ column }) => column).join(', ')}`
    : '';
  const says = !raised
    ? `Triggers ran first (${listed(triggers)})${wrote}.`
    : triggers.length > 0
    ? `A trigger (${listed(triggers)}) or a value refuses it: ${raised.message}.`
    : `Before any policy is asked about the new row it is refused: ${raised.message}.`;
  return {
    ...{ kind: 'triggers', outcome: raised ? 'stop' : 'pass', says },
    ...{ triggers: namesOf(triggers), changed, ...raised && { raised } },
  };
}

export const leftOut = (triggers: Trigger[]): TriggersStep => ({
  ...{ kind: 'triggers', outcome: 'stop', triggers: namesOf(triggers), changed: [] },
  says: `A trigger (${listed(triggers)}) leaves the row out, without a word.`,
});

export const notLookedAt = (triggers: Trigger[], why: string): TriggersStep => ({
  ...{ kind: 'triggers', outcome: 'note', triggers: namesOf(triggers), changed: [] },
  says:
    `The row as it would become could not be looked at (${why}), so WITH CHECK is not explained.`,
});

/** What triggers changed: columns that were not written, or were with a plain value. */
export function changesBetween(
  { command, set }: Intent,
  old: Record<string, string | null> | undefined,
  now: Record<string, string | null>,
): TriggersStep['changed'] {
  if (command !== 'update' || !old) return [];
  const written = new Set(set.map(([column]) => column));
  return Object.entries(now)
    .filter(([column, to]) => !written.has(column) && old[column] !== to)
    .map(([column, to]) => ({ column, from: old[column] ?? null, to }));
}

export const statementStep = (raised?: Raised): StatementStep => ({
  ...{ kind: 'statement', outcome: raised ? 'stop' : 'pass', ...raised && { raised } },
  says: raised
    ? `Rights and row security let it pass; then it is refused: ${raised.message}.`
    : 'Constraints and the triggers after the row have nothing against it.',
});

export const notUnderstood = (raised: Raised): StatementStep => ({
  ...{ kind: 'statement', outcome: 'stop', raised },
  says: `Postgres does not take the statement, whoever sends it: ${raised.message}.`,
});

export const notPlanned = (raised: Raised): StatementStep => ({
  ...{ kind: 'statement', outcome: 'stop', raised },
  says: `It cannot be planned with the policies of the table: ${raised.message}.`,
});
