import type postgres from 'postgres';

/** A row that came over in a run that has ended. */
export async function populateLegacy(tx: postgres.TransactionSql): Promise<void> {
  await tx`insert into private.imported_rows (legacy_table, legacy_id, hash)
    values ('gyms', 1, gen_random_uuid())`;
  await tx`insert into private.import_runs (source, ended_at) values ('old', now())`;
}
