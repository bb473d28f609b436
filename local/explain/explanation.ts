/**
 * What an explanation is: plain data, as the terminal, the page and `--json` show it. Every value is
 * Postgres' own text of it, null for NULL; every text of SQL is what Postgres would read again.
 */
import type { Condition, NearMiss, Outcome, Raised } from './condition.ts';

export type * from './condition.ts';

export const commands = ['select', 'insert', 'update', 'delete'] as const;
export type Command = (typeof commands)[number];

/** One person, one row, one command. */
export interface Question {
  /** `schema.table`, each part as it is spelled in the catalog. */
  table: Relation;
  command: Command;
  /**
   * The row, by its columns. Without it an INSERT is asked about as it is; of the other commands only
   * whether they may be sent at all, for no row.
   */
  key?: Record<string, string | null>;
  /** What is written: for INSERT the row, for UPDATE what changes. */
  set?: Record<string, Assigned>;
  /** Whether the written row is asked for, which needs the right to read it. */
  returning?: boolean;
  /** The columns that a SELECT or RETURNING names; all of them unless told. */
  columns?: string[];
}

export interface Relation {
  schema: string;
  name: string;
}

/** A value as its type's text; or an expression of SQL, which may name the row's columns. */
export type Assigned = string | null | { sql: string };

export interface Explanation {
  question: Question;
  /** The role that the person's statements run as. */
  role: string;
  verdict: Verdict;
  /** In the order in which Postgres asks; those after a `stop` are not reached. */
  steps: Step[];
  /** What was almost so, the nearest first; empty where the verdict is `allowed`. */
  nearMisses: NearMiss[];
  /** The very statement, run as the person and undone. */
  tried: Tried;
  /** Whether the steps alone come to what the statement did. Anything else is a fault of this tool. */
  agrees: boolean;
}

export interface Verdict {
  /**
   * `allowed`: the row is reached. `denied`: it is not, by rights or row security. `error`: rights and
   * row security let it pass, and something else refused: a trigger, a constraint, a condition that
   * raises, a value that is no value. `no row`: there is none with this key.
   */
  result: 'allowed' | 'denied' | 'error' | 'no row';
  /** Denied without a word: no row is seen, or none is changed. */
  silent: boolean;
  /** What the statement is refused with, if it is. */
  raised?: Raised;
  /** One sentence: "The row is not visible: no policy for SELECT is true." */
  says: string;
}

/** `pass`: goes on. `stop`: here it ends. `note`: decides nothing here, and is worth knowing. */
export type Passing = 'pass' | 'stop' | 'note';

interface StepBase {
  outcome: Passing;
  /** One sentence for a person. */
  says: string;
}

export type Step =
  | RoleStep
  | SchemaStep
  | GrantsStep
  | RowSecurityStep
  | RowStep
  | PoliciesStep
  | TriggersStep
  | StatementStep;

/** Who the statement runs as. */
export interface RoleStep extends StepBase {
  kind: 'role';
  role: string;
  superuser: boolean;
  bypassesRowSecurity: boolean;
  /** Whether the role owns the table, or is a member of a role that does. */
  owner: boolean;
}

/** USAGE on the schema. */
export interface SchemaStep extends StepBase {
  kind: 'schema';
  schema: string;
}

/** Privileges on the table and on the columns that the statement uses. */
export interface GrantsStep extends StepBase {
  kind: 'grants';
  needs: Grant[];
}

export interface Grant {
  privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  /** Null: on the whole table. */
  column: string | null;
  held: boolean;
  /** How it is held: by the table, or by the column alone. */
  by: 'table' | 'column' | null;
  /** What it is needed for: "to write it", "to find the row", "to return it". */
  for: string;
}

/** Whether row security is on, and holds for this role. */
export interface RowSecurityStep extends StepBase {
  kind: 'row-security';
  enabled: boolean;
  /** FORCE: holds for the owner too. */
  forced: boolean;
  applies: boolean;
}

/** The row there is, whoever may see it. */
export interface RowStep extends StepBase {
  kind: 'row';
  /** By column, in the order of the table; null where there is no such row. */
  row: Record<string, string | null> | null;
}

/** One clause of one command's policies, on the row there is or on the row as it would become. */
export interface PoliciesStep extends StepBase {
  kind: 'policies';
  clause: 'USING' | 'WITH CHECK';
  /** Whose policies: an UPDATE that finds its row by a column asks those for SELECT as well. */
  command: Command;
  /** `new`: as the statement and the triggers before it would leave the row. */
  row: 'old' | 'new';
  /** The new row, where `row` is `new`; by column. */
  values?: Record<string, string | null>;
  /** One of them must be true. */
  permissive: PolicyExplained[];
  /** Each of them must be true. */
  restrictive: PolicyExplained[];
  /** Policies of the table that were not asked, and why not. */
  notAsked: { name: string; why: string }[];
  /** What permissive OR, restrictive AND came to. */
  value: Outcome;
}

export interface PolicyExplained {
  name: string;
  /** As declared; `all` is asked for every command. */
  for: Command | 'all';
  /** The roles it is for; `public` is everybody. */
  to: string[];
  /** Whether WITH CHECK was not written and USING stands for it. */
  borrowed: boolean;
  condition: Condition;
}

/** Triggers that run before the row is checked, and what they made of it. */
export interface TriggersStep extends StepBase {
  kind: 'triggers';
  triggers: { name: string; function: string }[];
  /** Columns that the triggers changed. */
  changed: { column: string; from: string | null; to: string | null }[];
  raised?: Raised;
}

/** What constraints and triggers after the row had to say, once rights and policies let it pass. */
export interface StatementStep extends StepBase {
  kind: 'statement';
  raised?: Raised;
}

export interface Tried {
  /** The statement, with its values written out. */
  sql: string;
  /** How many rows it saw or wrote; null where it was refused. */
  rows: number | null;
  raised?: Raised;
}

/** Whether a person may call a function. */
export interface FunctionExplanation {
  /** As `regprocedure` prints it. */
  function: string;
  role: string;
  verdict: Verdict;
  steps: (SchemaStep | ExecuteStep)[];
}

/** EXECUTE, and with whose rights the body runs. */
export interface ExecuteStep extends StepBase {
  kind: 'execute';
  held: boolean;
  /** Whether it is PUBLIC that holds it. */
  byPublic: boolean;
  definer: boolean;
  owner: string;
}
