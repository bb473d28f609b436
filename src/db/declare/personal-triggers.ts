import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Erase, PersonalData } from './personal-data.ts';
import type { TableTriggers, Trigger } from './triggers.ts';

/**
 * Makes the triggers that keep an erasure whole, from what a table declares to be about a person:
 * whoever writes a row holds the person whom it names, and the rows of the erased stay as they were
 * left. Their names come late in the alphabet, behind triggers that say whose a row is.
 */
export function personalTriggers({ table, claims }: PersonalData): TableTriggers {
  const { columns, foreignKeys } = getTableConfig(table);
  const referring = foreignKeys.flatMap((key) => key.reference().columns.map(({ name }) => name));
  const triggers = Object.entries(claims).flatMap(([column, { erase }]): Trigger[] => {
    const isPerson = columns.some(({ name, primary }) => name === column && primary);
    const bySubject = !isPerson && !referring.includes(column);
    const hold: Trigger = {
      name: `hold_${column}`,
      before: ['insert', 'update'],
      of: [column as never],
      when: `new."${column}" is not null`,
      run: bySubject ? 'private.hold_subject' : 'private.hold_person',
      args: bySubject ? [] : [column],
    };
    const keep: Trigger = {
      name: `keep_erased_${column}`,
      before: ['update'],
      run: 'private.keep_erased',
      args: [column],
    };
    return [
      ...isPerson ? [] : [hold],
      ...leavesSomething(erase, column) && !bySubject ? [keep] : [],
    ];
  });
  return { kind: 'triggers', table, triggers };
}

/** Whether rows of the erased stay, and could come back to life by a change. */
const leavesSomething = (erase: Erase, column: string): boolean =>
  'clear' in erase ? !erase.clear.includes(column) : 'keep' in erase && erase.ends !== undefined;
