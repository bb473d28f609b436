import type { Sql } from 'postgres';
import { bulkLoad, inTurn, type OnProgress } from './bulk-load.ts';

/** A user who owns this many chunks. */
export interface Owner {
  id: string;
  subject: string;
  chunks: number;
}

/** Words that were put into a fixed share of the chunks, among others that follow Zipf's law. */
export const TERMS = { rare: 1 / 1_000, medium: 1 / 20, common: 1 / 2 } as const;
export type Term = keyof typeof TERMS;

/** The planted word of a term. */
export const wordOf = (term: Term): string => `${term}term`;

const TEMPLATES = 10_000;
const CHUNKS_PER_DOCUMENT = 100;

/**
 * Fills a database with `total` chunks, by one statement from ready-made texts: the owners' first,
 * then those of a hundred others.
 *
 * @param admin a superuser
 */
export async function fillWithChunks(
  admin: Sql,
  sizes: readonly number[],
  total: number,
  onProgress: OnProgress,
): Promise<Owner[]> {
  const load = await bulkLoad(admin, { tables: ['document_chunks'], rows: [CHUNKS] });
  await inTurn(
    [() => makeTemplates(admin), () => makePeople(admin, sizes, total), ...load],
    onProgress,
  );
  const owners = await admin<{ id: string; subject: string; chunks: number }[]>`
    select id, subject, size::int as chunks from bench.owner
    where subject not like 'other%' order by size`;
  return [...owners];
}

async function makeTemplates(admin: Sql): Promise<void> {
  const planted = Object.entries(TERMS).map(([term, share]) =>
    `case when n % ${1 / share} = ${share === 1 / 2 ? 1 : 7} then ' ${term}term' else '' end`
  );
  await admin.unsafe(`
    create schema bench;
    create table bench.template as
    select n, text, lexemes,
      (select sum(cardinality(positions)) from unnest(private.search_lexemes(text))) as length
    from (
      select n, (
        select string_agg(
          'word' || translate(floor(exp(random() * ln(50000)))::int::text, '0123456789', 'abcdefghij'),
          case when i > 0 then ' ' end
        ) from generate_series(1, 60 + n % 60) i
      ) || ${planted.join(' || ')} as text
      from generate_series(0, ${TEMPLATES - 1}) n
    ) written,
    lateral (select setweight(private.search_lexemes('Rules of the academy'), 'A')
      || setweight(private.search_lexemes(text), 'D')) as indexed (lexemes)`);
}

async function makePeople(admin: Sql, sizes: readonly number[], total: number): Promise<void> {
  const others = 100;
  const rest = total - sizes.reduce((sum, size) => sum + size, 0);
  const owners = [
    ...sizes.map((size) => ({ subject: `owner-of-${size}`, size })),
    ...Array.from({ length: others }, (_, i) => ({
      subject: `other-${i}`,
      size: Math.floor((rest + i) / others),
    })),
  ];
  await admin.unsafe(`
    create table bench.owner (id uuid default gen_random_uuid(), subject text, size bigint, first bigint)`);
  let first = 0;
  await admin`insert into bench.owner ${
    admin(owners.map(({ subject, size }) => {
      const row = { subject, size, first };
      first += size;
      return row;
    }))
  }`;
  await admin.unsafe(`
    insert into users (id, subject, provider, source)
      select id, subject, 'supabase', 'import' from bench.owner;
    create table bench.document as
      select gen_random_uuid() as id, o.id as user_id, o.first + d * ${CHUNKS_PER_DOCUMENT} as first,
        least(${CHUNKS_PER_DOCUMENT}, o.size - d * ${CHUNKS_PER_DOCUMENT}) as size
      from bench.owner o,
        generate_series(0, (o.size - 1) / ${CHUNKS_PER_DOCUMENT}) d where o.size > 0;
    insert into documents (id, user_id, title, filename, file_type, file_size, processing_status)
      select id, user_id, 'Rules of the academy', 'a.txt', 'text/plain', 1, 'ready'
      from bench.document`);
}

/** Neighbours get texts far apart, as stepping by a prime does. */
const CHUNKS = `
  insert into document_chunks (document_id, user_id, position, content, start_offset, end_offset,
    search_vector, token_count, acl)
  select d.id, d.user_id, i, t.text, 0, length(t.text), t.lexemes, t.length, array[d.user_id]
  from bench.document d cross join lateral generate_series(0, d.size - 1) i
  join bench.template t on t.n = ((d.first + i) * 7919 + 7) % ${TEMPLATES}`;
