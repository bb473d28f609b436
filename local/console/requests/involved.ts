import type { RecordedRequest } from '../../log/recorder.ts';
import type { Command } from '../matrix/attempt.ts';

/** A table that a request was about, what it wanted there, and of which row if it says. */
export interface Involved {
  /** `schema.table` */
  table: string;
  command: Command;
  id: string | undefined;
}

const COMMAND_OF_METHOD: Record<string, Command> = {
  GET: 'select',
  HEAD: 'select',
  POST: 'insert',
  PATCH: 'update',
  PUT: 'update',
  DELETE: 'delete',
};

const COMMAND_OF_VERB: Record<string, Command> = {
  from: 'select',
  'insert into': 'insert',
  update: 'update',
  'delete from': 'delete',
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const NAMED = /\b(insert into|update|delete from|from)\s+(?:"?(\w+)"?\.)?"?(\w+)"?/gi;

/** The tables that a request was about: by its path at the Data API, by its statements elsewhere. */
export function involvedIn(
  { method, path, statements }: RecordedRequest,
  tables: ReadonlySet<string>,
): Involved[] {
  const id = path.match(UUID)?.at(-1);
  const found = new Map<string, Involved>();
  const add = (table: string, command: Command | undefined) => {
    if (command && tables.has(table)) found.set(`${table} ${command}`, { table, command, id });
  };
  const [, direct] = /^\/rest\/v1\/(\w+)$/.exec(path) ?? [];
  if (direct) add(`public.${direct}`, COMMAND_OF_METHOD[method]);
  for (const { statement = '' } of statements) {
    for (const [, verb = '', schema = 'public', name] of statement.matchAll(NAMED)) {
      add(`${schema}.${name}`, COMMAND_OF_VERB[verb.toLowerCase().replace(/\s+/g, ' ')]);
    }
  }
  return [...found.values()];
}
