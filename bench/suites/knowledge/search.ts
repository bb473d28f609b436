import process from 'node:process';
import postgres, { type Sql } from 'postgres';
import { type Line, measured } from '../../line.ts';
import { compare, interleave, latency, timed } from '../../measure.ts';
import type { Bench, Suite } from '../../suite.ts';
import { fillWithChunks, type Owner, type Term, TERMS, wordOf } from '../../support/data/chunks.ts';

/** `BENCH_CHUNKS=100000 npm run bench search` for a quick look; sizes beyond a half of it are left out. */
const CHUNKS = Number(process.env.BENCH_CHUNKS ?? 1_000_000);
const SIZES = [20, 2_000, 200_000].filter((size) => size <= CHUNKS / 2);
const terms = Object.keys(TERMS) as Term[];

const cases = SIZES.flatMap((size) =>
  terms.map((term) => ({ size, term, name: `${size}.${term}` }))
);

/** What the textbook says: a chunk may be read by whoever may read its document. */
const TEXTBOOK_POLICY = `
  create policy textbook on document_chunks for select to authenticated using (exists (
    select from documents d where d.id = document_chunks.document_id and (
      d.user_id = (select private.current_user_id())
      or d.gym_id in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))))))`;

/**
 * Top-10 search at a million chunks. The floor of ours is the same ranking run by the table's owner,
 * whom row security does not bind, with the filter written out and on the same index; that of the
 * textbook policy is the textbook's query run so.
 */
export const search: Suite = {
  title: `search over ${CHUNKS} chunks`,
  lines: [
    ...cases.map(({ name }) => `search.${name}`),
    ...cases.map(({ name }) => `search.textbook.${name}`),
    'search.index_gain',
  ],

  async run({ resources, progress }) {
    const database = await resources.database();
    const open = (url: string) => {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const admin = open(database.adminUrl);
    const owner = open(database.url);
    const caller = open(database.url);
    const people = await fillWithChunks(admin, SIZES, CHUNKS, progress);
    await caller`set role authenticated`;

    const lines: Line[] = [];
    for (const { size, term, name } of cases) {
      const person = people.find(({ chunks }) => chunks === size)!;
      await signIn(caller, person);
      const samples = await interleave({
        caller: latency(3, () => asCaller(caller, term)),
        owner: latency(3, () => asOwner(owner, person, term)),
      }, { rounds: 11, warmUps: 2 });
      lines.push(
        measured(`search.${name}`, 'ms', compare(samples.caller, samples.owner), { atMost: 1.2 }),
      );
      progress(lines.length, 2 * cases.length + 1);
    }
    lines.push(...await textbook({ caller, owner, people, progress }));
    lines.push(await indexGain(owner, people.at(Math.min(1, SIZES.length - 1))!));
    return lines;
  },
};

const signIn = (sql: Sql, { subject }: Owner) =>
  sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: subject })}, false)`;

const asCaller = (sql: Sql, term: Term) =>
  sql`select * from private.search_chunks(${wordOf(term)}, null, null, false, null, null, 10)`;

const asOwner = (sql: Sql, { id }: Owner, term: Term) =>
  sql`select * from private.rank_chunks(
    array[${id}::uuid], ${wordOf(term)}, null, null, false, null, null, 10)`;

async function textbook(
  { caller, owner, people, progress }: {
    caller: Sql;
    owner: Sql;
    people: Owner[];
    progress: Bench['progress'];
  },
): Promise<Line[]> {
  await owner`drop policy document_chunks_select_own_or_member on document_chunks`;
  await owner.unsafe(TEXTBOOK_POLICY);
  const lines: Line[] = [];
  for (const { size, term, name } of cases) {
    const person = people.find(({ chunks }) => chunks === size)!;
    await signIn(caller, person);
    const samples = await interleave({
      caller: () => timed(() => topTen(caller, term)),
      owner: () => timed(() => topTen(owner, term, person)),
    }, { rounds: 3 });
    lines.push(measured(`search.textbook.${name}`, 'ms', compare(samples.caller, samples.owner)));
    progress(cases.length + lines.length, 2 * cases.length + 1);
  }
  return lines;
}

/** The query of the documentation; the owner writes out what the policy adds for everybody else. */
const topTen = (sql: Sql, term: Term, owner?: Owner) =>
  sql`
    select id, content, ts_rank(search_vector, query) as score
    from document_chunks, websearch_to_tsquery('english', ${wordOf(term)}) query
    where search_vector @@ query ${owner ? sql`and acl && array[${owner.id}::uuid]` : sql``}
    order by score desc limit 10`;

/** The same search with the index and without it; the index is back when the transaction ends. */
async function indexGain(owner: Sql, person: Owner): Promise<Line> {
  const samples = await interleave({
    without: () =>
      new Promise<number>((done, fail) => {
        owner.begin(async (sql) => {
          await sql`drop index document_chunks_search_index`;
          done(await timed(() => asOwner(sql as unknown as Sql, person, 'medium')));
          throw new RollBack();
        }).catch((error) => error instanceof RollBack || fail(error));
      }),
    with: () => timed(() => asOwner(owner, person, 'medium')),
  }, { rounds: 3 });
  return measured('search.index_gain', 'ms', compare(samples.without, samples.with), {
    atLeast: 10,
  });
}

class RollBack extends Error {}
