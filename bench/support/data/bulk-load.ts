import type { Sql } from 'postgres';

export type Step = () => Promise<unknown>;

export type OnProgress = (done: number, of: number) => void;

/** Takes one step after the other and tells how many are done. */
export async function inTurn(steps: readonly Step[], onProgress: OnProgress): Promise<void> {
  for (const [done, step] of steps.entries()) {
    onProgress(done, steps.length);
    await step();
  }
}

/**
 * The steps of a bulk load: triggers and foreign keys are not asked row by row, and the indexes of what
 * grows large are made when it is there.
 *
 * @param admin a superuser's one connection
 * @param tables whose indexes wait; the ones behind constraints stay
 * @param rows the statements that bring the rows, each a step
 */
export async function bulkLoad(
  admin: Sql,
  { tables, rows }: { tables: readonly string[]; rows: readonly string[] },
): Promise<Step[]> {
  const indexes = await admin<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = any (${[...tables]}) and not exists (
      select from pg_constraint where conname = indexname)`;
  const statements = [
    'set session_replication_role = replica',
    indexes.map(({ name }) => `drop index ${name}`).join(';'),
    ...rows,
    `set maintenance_work_mem = '512MB'`,
    ...indexes.map(({ definition }) => definition),
    'reset session_replication_role',
    'vacuum analyze',
  ];
  return statements.map((statement) => () => admin.unsafe(statement));
}
