import type postgres from 'postgres';

export interface Written {
  /** Tables of this database whose rows were written. */
  tables: string[];
  /** Of what was logged for them. */
  bytes: number;
}

/**
 * What was written in this database meanwhile, as its write-ahead log has it, to the block; without what
 * Postgres does by itself when it vacuums and analyzes.
 */
export async function writtenBy(
  admin: postgres.Sql,
  work: () => Promise<unknown>,
): Promise<Written> {
  await admin`create extension if not exists pg_walinspect`;
  const [{ before }] = await admin<[{ before: string }]>`
    select pg_current_wal_insert_lsn() as before`;
  await work();
  // No checkpoint, which takes old segments away.
  await admin`select pg_logical_emit_message(false, 'flush', '', true)`;
  const written = await admin<{ name: string; bytes: number }[]>`
    select c.oid::regclass::text as name, sum(w.record_length)::integer as bytes
    from pg_get_wal_block_info(${before}, pg_current_wal_flush_lsn(), false) w
    join pg_class c on pg_relation_filenode(c.oid) = w.relfilenode
    where w.reldatabase = (select oid from pg_database where datname = current_database())
      and w.resource_manager = 'Heap' and c.relkind in ('r', 't')
      and c.oid not in (
        select unnest(array[s.oid, s.reltoastrelid]) from pg_class s
        where s.oid in ('pg_statistic'::regclass, 'pg_class'::regclass))
    group by 1 order by 1`;
  return {
    tables: written.map(({ name }) => name),
    bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
