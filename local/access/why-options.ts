import { readArgs, WrongOptions } from '../commands/support/options.ts';
import { type Command, commands, type Question, type Relation } from '../explain/explanation.ts';
import { ExplainError } from '../explain/ports.ts';

const USAGE =
  `npm run -s why -- --as <who> --table <table> --id <key> [--for <command>] [--set col=value …]
npm run -s why -- --as <who> --function <schema.name(types)>

  --as        an e-mail address, a user's id, or anonymous; with --url a user's id, claims as JSON, or anonymous
  --table     <table> or <schema>.<table>, as spelled
  --id        the row's key; or --key col=value, once for each column
  --for       select (as it is left out), insert, update or delete
  --set       what is written: col=value, or col:=expression in SQL; may be repeated
  --returning ask for the written row, as the Data API does with return=representation
  --json      the explanation as data
  --url       another Supabase database: the connection string of its owner`;

export interface WhyOptions {
  who: string;
  url?: string;
  json: boolean;
  /** What is asked: of a table's row, whose key may still need its column, or of a function. */
  about: { question: Question; id?: string } | { function: string };
}

/** @throws WrongOptions where something is missing; the message is how to write it */
export function readOptions(args: string[]): WhyOptions {
  const values = valuesOf(args);
  const { as: who, url, json, table, id } = values;
  const common = { json, ...url !== undefined && { url } };
  if (who && values.function) return { who, ...common, about: { function: values.function } };
  const command = commands.find((each) => each === values.for);
  const hasRow = id !== undefined || values.key.length > 0 || command === 'insert';
  if (!who || !table || !command || !hasRow) throw new WrongOptions(USAGE);
  const question: Question = {
    ...{ table: relationOf(table), command: command as Command, returning: values.returning },
    ...values.key.length > 0 && { key: pairsOf(values.key) },
    ...values.set.length > 0 && { set: assignmentsOf(values.set) },
  };
  return { who, ...common, about: { question, ...id !== undefined && { id } } };
}

const valuesOf = (args: string[]) =>
  readArgs(USAGE, {
    args,
    options: {
      ...{ as: { type: 'string' }, table: { type: 'string' }, id: { type: 'string' } },
      ...{ for: { type: 'string', default: 'select' }, function: { type: 'string' } },
      key: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      ...{ url: { type: 'string' } },
      ...{
        json: { type: 'boolean', default: false },
        returning: { type: 'boolean', default: false },
      },
    },
  }).values;

export function relationOf(text: string): Relation {
  const dot = text.indexOf('.');
  if (dot < 0) return { schema: 'public', name: text };
  return { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}

const pairsOf = (pairs: string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]),
  );

export function assignmentsOf(pairs: string[]): NonNullable<Question['set']> {
  return Object.fromEntries(pairs.map((pair) => {
    const [, column = '', sql, value] = /^(.+?)(?::=(.*)|=(.*))$/s.exec(pair) ?? [];
    if (!column) throw new ExplainError(`--set ${pair}: write column=value or column:=expression.`);
    return [column, sql === undefined ? value ?? '' : { sql }];
  }));
}
