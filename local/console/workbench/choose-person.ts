import type { Workbench } from './workbench.ts';
import { findPerson } from '../people/find-people.ts';
import { ANONYMOUS, type Person, SYSTEM } from '../people/person.ts';

/** The person an address names, the anonymous visitor where it names none; undefined: is no more. */
export async function choosePerson(
  key: string | null,
  workbench: Workbench,
): Promise<Person | undefined> {
  if (key === null || key === ANONYMOUS.key) return ANONYMOUS;
  if (key === SYSTEM.key) return SYSTEM;
  const [kind, id = ''] = key.split('.');
  if (kind === 'made') return workbench.madeUp.find(key);
  if (kind !== 'user') return undefined;
  const db = workbench.doors.asSystem('the console looks a person up');
  return await findPerson(db, id);
}
