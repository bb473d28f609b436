import { isUtf8 } from 'node:buffer';
import type { Sql } from 'postgres';
import { BEFORE_ALL, withSource } from '../engine/source.ts';

const PAGE = 200;
/** Of an address that is longer nothing is wanted. */
const LONGEST = 10_000;

/** A file of the old app, as its row has it. */
export interface OldFile {
  id: number;
  /** Null where there is none; undefined where it is no UTF-8. */
  address: string | null | undefined;
}

/**
 * Reads where the old app's files are, in order of their ids, a page at a time. Each is a transaction of its
 * own: the old app goes on working, and copying takes hours.
 */
export async function* oldFiles(from: Sql): AsyncGenerator<OldFile[]> {
  for (let after = BEFORE_ALL;;) {
    const rows = await withSource(from, (source) =>
      source.unsafe(`
        select t.id::text, case when octet_length(t.file_url) <= ${LONGEST} then t.file_url end
        from attachments t where t.id > ${after} order by t.id limit ${PAGE}`)
        .raw()) as unknown as [Buffer, Buffer | null][];
    if (rows.length === 0) return;
    const page = rows.map(([id, address]) => ({
      id: Number(id.toString()),
      address: address && (isUtf8(address) ? address.toString() : undefined),
    }));
    yield page;
    after = page.at(-1)!.id;
  }
}

/** Those of these ids that the old app has no longer. */
export async function goneOf(from: Sql, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const list = `'{${ids.join(',')}}'::integer[]`;
  const gone = await withSource(from, (source) =>
    source.unsafe<{ id: number }[]>(`
      select w.id from unnest(${list}) w (id)
      where not exists (select from attachments t where t.id = w.id) order by 1`));
  return gone.map(({ id }) => id);
}
