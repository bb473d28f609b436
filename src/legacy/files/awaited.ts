import { hash } from 'node:crypto';
import type { Sql } from 'postgres';

/** An attachment that came over, and what its file has to be. */
export interface Awaited {
  id: string;
  legacy_id: number;
  /** Key of its object. */
  file_path: string;
  file_type: string;
  file_size: number;
  /** Which file is there, if one is. */
  file_hash: string | null;
  /** Whether Storage has an object of it. */
  is_there: boolean;
}

/** Which file a row leads to; another one is to be copied. */
export const fileHash = (
  address: string,
  { file_type, file_size }: Pick<Awaited, 'file_type' | 'file_size'>,
): string => {
  const digits = hash('md5', [address, file_type, file_size].join('\n'));
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** The rows that came over, of some old ids. What Storage keeps may be read beside them. */
export async function awaitedOf(
  to: Sql,
  bucket: string,
  ids: readonly number[],
): Promise<Map<number, Awaited>> {
  const rows = await to<Awaited[]>`
    select a.id, a.legacy_id, a.file_path, a.file_type, a.file_size::float8 as file_size,
      l.file_hash, exists (
        select from storage.objects o where o.bucket_id = ${bucket} and o.name = a.file_path
      ) as is_there
    from public.attachments a
    join private.imported_rows l
      on l.legacy_table = 'attachments' and l.legacy_id = a.legacy_id
    where a.legacy_id = any (${ids}::integer[])`;
  return new Map(rows.map((row) => [row.legacy_id, row]));
}

/**
 * Says that the file of a row is there: members see it from now on, and nobody has changed anything. Answers
 * whether the row is still what the file was held against.
 */
export async function complete(to: Sql, row: Awaited, fileHash: string): Promise<boolean> {
  const done = await to`
    with was as (
      select a.id, a.legacy_id, a.updated_at from public.attachments a
      where a.id = ${row.id} and a.file_type = ${row.file_type} and a.file_size = ${row.file_size}
      for no key update
    ),
    ready as (
      update public.attachments a set state = 'ready' from was
      where a.id = was.id and a.state = 'uploading' returning a.id, a.updated_at
    )
    update private.imported_rows l set file_hash = ${fileHash}, version = case
        when l.version = was.updated_at then coalesce(ready.updated_at, was.updated_at)
        else l.version end
    from was left join ready on ready.id = was.id
    where l.legacy_table = 'attachments' and l.legacy_id = was.legacy_id`;
  return done.count > 0;
}

/** Whether a row is still there. */
export async function isHere(to: Sql, { id }: Awaited): Promise<boolean> {
  const [row] = await to`select from public.attachments a where a.id = ${id}`;
  return row !== undefined;
}

/** Old ids of the rows whose files have never come. */
export async function stillAwaited(to: Sql): Promise<number[]> {
  const rows = await to<{ legacy_id: number }[]>`
    select a.legacy_id from public.attachments a
    where a.state = 'uploading' and a.legacy_id is not null order by 1`;
  return rows.map(({ legacy_id }) => legacy_id);
}
