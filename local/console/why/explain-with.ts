import postgres from 'postgres';
import { doorPorts } from '../../access/door-ports.ts';
import { connectionPorts } from '../../explain/connection-ports.ts';
import { ExplainError, type Ports } from '../../explain/ports.ts';
import type { Person } from '../people/person.ts';
import { TIMEOUTS_MS } from '../workbench/doors.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** What one explanation may take altogether; a statement of it takes less. */
const WITHIN_MS = TIMEOUTS_MS.run;

/**
 * Works with the ports of an explanation for a person, on a connection of the owner that lives no
 * longer than it.
 *
 * @throws ExplainError when it takes too long; ProblemError for whom the functions do not let in
 */
export async function explainWith<T>(
  person: Person,
  { doors, stack }: Workbench,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const claims = await doors.claimsOf(person);
  const owner = postgres(stack.databaseUrl, { max: 1, onnotice: () => {} });
  const timeout = TIMEOUTS_MS.look;
  const ports = person.isSystem
    ? connectionPorts(owner, { role: 'service_role', settings: {} }, { timeout })
    : doorPorts(doors.caller('look'), owner, claims, { timeout });
  let late: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work(ports),
      new Promise<never>((_, fail) => {
        late = setTimeout(() => fail(new ExplainError('It took too long.')), WITHIN_MS);
      }),
    ]);
  } finally {
    clearTimeout(late);
    await owner.end({ timeout: 0 });
  }
}
