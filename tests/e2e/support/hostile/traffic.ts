import { stack } from '../../../../testkit/http/stack.ts';
import { keys, makes } from './makes.ts';
import { type Actor, clients, ids, known, people, type Person, rows, tokens } from './people.ts';
import { hostile, oddId } from './values.ts';

/** A column, and what API roles may do with it. */
export interface Column {
  table: string;
  column: string;
  type: string;
  grants: string[];
}

/** A GET of the API, with what it requires. */
export interface Read {
  path: string;
  query: Record<string, string>;
}

const roleOf = (actor: Actor) =>
  actor === 'anonymous' ? 'anon' : actor === 'system' ? 'service_role' : 'authenticated';

export const count = { accepted: 0, refused: 0 };
export const faults: string[] = [];

/** The writes of one round, each accepted or refused. */
export async function write(columns: Column[], actor: Actor, round: number): Promise<void> {
  const owner = ids[actor as Person] ?? ids.student;
  const nth = people.indexOf(actor as Person);
  const turns = (nth === -1 ? [0, 1, 2] : [nth]).map((turn) => round * people.length + turn);
  const tries = columns.flatMap(({ table, column, type, grants }) => {
    const may = (privilege: string) => grants.includes(`${roleOf(actor)} ${privilege}`);
    // A subject that is changed would be another person's.
    const values = column === 'subject' ? [] : turns.map((turn) => hostile[type]?.[turn]);
    if (column === 'id') values.splice(0, Infinity, oddId());
    return values.filter((value) => value !== undefined).flatMap((value) => {
      const from = () => clients[actor].from(table);
      const key = keys[table] ?? 'id';
      const update = () => from().update({ [column]: value }).eq(key, rows[table]![key]);
      const insert = () => from().insert({ ...makes[table]!(owner), [column]: value });
      const updates = column !== 'id' && may('UPDATE') && rows[table] ? [update] : [];
      // Where the system may change a row, it need not make one.
      const inserts = may('INSERT') && makes[table] && (nth !== -1 || !updates[0]) ? [insert] : [];
      return [...updates, ...inserts];
    });
  });
  while (tries.length > 0) {
    await Promise.all(
      tries.splice(0, 10).map(async (send) => {
        const { status } = await send();
        count[status < 300 ? 'accepted' : 'refused']++;
      }),
    );
  }
}

/** Every GET of the API, with all the rows there are, to its last page. */
export async function read(reads: readonly Read[], actor: Actor): Promise<void> {
  const { api_url, publishable_key, secret_key } = stack().status;
  const token = tokens[actor];
  const headers = {
    apikey: actor === 'system' ? secret_key : publishable_key,
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const readAll = async ({ path, query }: Read) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const most = Math.max(1, ...names.map((name) => known[name]!.length));
    for (let nth = 0; nth < most; nth++) {
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_, name) => known[name]!.at(nth) ?? known[name]![0]!,
      );
      let cursor: string | null = null;
      do {
        const search = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
        const answer = await fetch(`${api_url}/functions/v1${filled}?${search}`, {
          headers,
          // Where an answer leads to is no route.
          redirect: 'manual',
        });
        const body = await answer.text();
        // A refused cursor would be one that was given out and then not taken.
        if (answer.status >= 500 || body.includes('query.cursor')) {
          faults.push(`${actor} GET ${filled}?${search} ${answer.status} ${body.slice(0, 200)}`);
        }
        cursor = answer.ok && 'limit' in query ? JSON.parse(body).next_cursor : null;
      } while (cursor);
    }
  };
  // A few at once: how many a busy database can take is another test's question.
  const left = [...reads];
  while (left.length > 0) await Promise.all(left.splice(0, 5).map(readAll));
}
