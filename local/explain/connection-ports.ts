import type postgres from 'postgres';
import { ident, literal } from './expression/quote.ts';
import { type Answer, type Ports, type Run, type Stage, StageError } from './ports.ts';

/** Whom statements run as, by what is set before each. */
export interface Person {
  role: string;
  /** Settings such as `request.jwt.claims`. */
  settings: Record<string, string>;
  /** The login that becomes the role, where that matters; only a superuser can take it. */
  login?: string;
}

export interface ConnectionOptions {
  /**
   * Inside of a transaction that somebody else has opened: by savepoints. Plans are made anew for each
   * statement, because plpgsql asks for the right to call a function once in a transaction, whoever
   * called first.
   */
  nested?: boolean;
  /** What takes longer is ended, milliseconds. */
  timeout?: number;
}

/**
 * All ports on one connection of the owner, for any Supabase project: a person is a role and claims,
 * set for one transaction that is undone. Nothing needs to be installed.
 *
 * @param sql one connection (`max: 1`) of a role that row security does not bind
 */
export function connectionPorts(
  sql: postgres.Sql,
  { role, settings, login }: Person,
  { nested = false, timeout = 10_000 }: ConnectionOptions = {},
): Ports {
  const [begin, rollback] = nested
    ? ['savepoint explain;\ndiscard plans', 'rollback to savepoint explain']
    : ['begin', 'rollback'];
  const limits = { statement_timeout: String(timeout), lock_timeout: '1000' };
  const configure = (values: Record<string, string>) =>
    `select ${
      Object.entries(values).map(([name, value]) =>
        `set_config(${literal(name)}, ${literal(value)}, true)`
      )
    }`;
  const become = {
    person: [
      ...login ? [`set local session authorization ${ident(login)}`] : [],
      configure({ ...limits, ...settings, role }),
    ],
    owner: [configure({ ...limits, ...settings })],
  };

  /** Three messages in one go; what the first sets up dies with the third. */
  async function undone(before: string[], statement: string): Promise<Answer> {
    const stage = sql.unsafe([begin, ...before].join(';\n')).simple();
    const main = sql.unsafe(statement).simple();
    const after = sql.unsafe(rollback).simple();
    const [staged, answered] = await Promise.allSettled([stage, main, after]);
    if (staged.status === 'rejected') {
      throw new StageError(String(staged.reason?.message), { cause: staged.reason });
    }
    if (answered.status === 'rejected') throw answered.reason;
    return { rows: [...answered.value] as Answer['rows'], count: answered.value.count };
  }
  const rehearse = ({ prepare = [], as }: Stage, statement: string) =>
    undone([...prepare, ...become[as]], statement);
  const system: Run = (statement) => undone([configure(limits)], statement);
  return { role, system, rehearse, asPerson: (statement) => rehearse({ as: 'person' }, statement) };
}
