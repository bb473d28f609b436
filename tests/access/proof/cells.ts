import type { Login } from '../../../local/database/logins.ts';
import { claimsSigner } from '../../../supabase/functions/_shared/db/signature.ts';
import { SIGNING_KEY } from '../../../testkit/database/cluster.ts';
import { type Actor, actors, claimsOf, roleOf, selfOf } from '../world/actors.ts';
import { asWhole, perTarget, readGrid } from './grid.ts';
import { tokenOfDesk } from '../world/front-desk.ts';
import { idOf } from '../world/ids.ts';

export const commands = ['select', 'insert', 'update', 'delete', 'truncate'] as const;
export type Command = (typeof commands)[number];

/**
 * What is tried: SQL, or several statements of which the last one's rows count. `:me` is the actor's
 * user id, `:token` the token of a device, if it is one, `:users.fellow` a fixture's, `:row` each row of the table in turn. With `each`, `:it`
 * stands for each variant in turn. A row `ok` means that the target was reached.
 */
export type Probe = string | string[] | { each: Record<string, string>; sql: string | string[] };

/** A table or function with everything that is tried on it. */
export interface Subject {
  /** `schema.table`, or `schema.function(types)` as `regprocedure` prints it. */
  name: string;
  /** Rows of the fixtures by name, as the `key` column tells them. Tables only. */
  rows?: readonly string[];
  /** The column that names a row; `id` unless told. */
  key?: string;
  /** The table whose ids the key column holds; the subject's own unless told. */
  ids?: string;
  probes: Record<string, Probe>;
  /** One or more grids; every probe has its column in one of them. */
  access: string[];
  /** The columns `authenticated` may change. Every other column is tried as well. */
  updatable?: readonly string[];
  /** Not even the system may change a row. */
  appendOnly?: true;
  /** But for these columns, of which it needs one to lock what it deletes. */
  lockedBy?: readonly string[];
  /** What a function returns, so that a new column cannot slip out. */
  returns?: string;
}

/** One attempt of one actor on one target, and what must come of it. */
export interface Cell {
  subject: string;
  probe: string;
  actor: Actor;
  target?: string;
  steps: string[];
  key: string;
  expected: string;
}

/** Every cell of a subject. `columns` are those the database has now. */
export function cellsOf(subject: Subject, columns: string[]): Cell[] {
  const rows = [...subject.rows ?? []];
  const cells: Cell[] = [];
  for (const [probe, expectations] of new Map(subject.access.flatMap((g) => [...readGrid(g)]))) {
    const declared = subject.probes[probe];
    if (!declared) throw new Error(`${subject.name}: no probe "${probe}"`);
    const { sql, each } = typeof declared === 'object' && 'each' in declared
      ? declared
      : { sql: declared, each: undefined };
    const template = [sql].flat();
    const targets = each ?? (template.join().includes(':row') ? rowTargets(subject) : undefined);
    for (const actor of actors.filter((actor) => expectations.has(actor))) {
      const cell = expectations.get(actor) as string;
      const base = { subject: subject.name, probe, actor, key: subject.key ?? 'id' };
      const own = selfOf(actor);
      if (!targets) {
        const steps = template.map((step) => fill(step, actor));
        cells.push({ ...base, steps, expected: asWhole(cell, own, rows) });
        continue;
      }
      for (const [target, expected] of perTarget(cell, own, Object.keys(targets))) {
        const put = (step: string) => step.replaceAll(/:(row|it)\b/g, targets[target] as string);
        const steps = template.map((step) => fill(put(step), actor));
        cells.push({ ...base, target, steps, expected });
      }
    }
  }
  return [...cells, ...columnCells(subject, columns)];
}

/** Whether an actor may change a column at all, for every column and whatever the row. */
function columnCells(subject: Subject, columns: string[]): Cell[] {
  return columns.flatMap((column) =>
    actors.filter((actor) => actor !== 'frontDesk').map((actor) => {
      const role = roleOf(actor);
      const may = role === 'service_role'
        ? !subject.appendOnly || subject.lockedBy?.includes(column)
        : role === 'authenticated' && subject.updatable?.includes(column);
      return {
        ...{ subject: subject.name, probe: 'update column', actor, target: column },
        ...{ steps: [`update ${subject.name} set "${column}" = default where false`], key: 'id' },
        expected: may ? '-' : '42501',
      };
    })
  );
}

function rowTargets({ name, key = 'id', ids, rows = [] }: Subject): Record<string, string> {
  const table = ids ?? (key === 'id' && name !== 'public.roles' ? name.split('.')[1] : undefined);
  const value = (row: string) => table ? idOf(`${table}.${row}`) : row;
  return Object.fromEntries(rows.map((row) => [row, `'${value(row)}'`]));
}

/** Lowercase words after a lone colon are references; `::uuid` is left alone. */
function fill(sql: string, actor: Actor): string {
  return sql.replaceAll(/(?<!:):(me|token|[a-z_]+\.\w+)\b/g, (_, reference: string) => {
    if (reference === 'token') return `'${actor === 'frontDesk' ? tokenOfDesk('north') : ''}'`;
    if (reference === 'me') return `'${idOf(`users.${selfOf(actor)}`)}'`;
    return `'${idOf(reference)}'`;
  });
}

export const nameOfCell = (cell: Cell) =>
  `${cell.actor} · ${cell.subject} · ${cell.probe}${cell.target ? ` · ${cell.target}` : ''}`;

/** The scope an actor's statements run in: the login, and what the door sets before each. */
export interface Scope {
  login: Login;
  role: string;
  claims: string;
  signature: string;
  sub: string;
}

const sign = claimsSigner(SIGNING_KEY);

export function scopeOf(actor: Actor): Scope {
  const role = roleOf(actor);
  const claims = claimsOf(actor);
  const text = claims ? JSON.stringify(claims) : '';
  return {
    login: role === 'service_role' ? 'edge_system' : 'edge',
    role,
    claims: text,
    signature: text && sign(text),
    sub: claims?.sub ?? '',
  };
}
