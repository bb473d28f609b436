import postgres from 'postgres';
import { TIMEOUTS_MS } from './doors.ts';
import type { StackFacts } from './stack-facts.ts';

/** Works on a connection of the tables' owner, whose statements may take as long as a run. */
export async function withOwner<T>(
  { databaseUrl }: StackFacts,
  work: (owner: postgres.Sql) => Promise<T>,
): Promise<T> {
  const owner = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    connection: { statement_timeout: TIMEOUTS_MS.run },
  });
  try {
    return await work(owner);
  } finally {
    await owner.end({ timeout: 0 });
  }
}
