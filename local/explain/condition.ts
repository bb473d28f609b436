/** What a condition came to, and what is behind it; a part of an explanation. */

/** SQL's three values. */
export type Truth = boolean | null;

/** What Postgres refused with. */
export interface Raised {
  sqlstate: string;
  message: string;
  detail?: string;
  constraint?: string;
}

/** What a condition came to: a truth, or an error that evaluating it raised. */
export type Outcome = Truth | Raised;

/** A condition, split at AND, OR and NOT; its parts in the order in which they are written. */
export type Condition = Junction | Negation | Leaf;

export interface Junction {
  kind: 'and' | 'or';
  text: string;
  value: Outcome;
  parts: Condition[];
}

export interface Negation {
  kind: 'not';
  text: string;
  value: Outcome;
  part: Condition;
}

export interface Leaf {
  kind: 'leaf';
  text: string;
  value: Outcome;
  /** The columns, calls and subqueries it compares, with their values. */
  operands: Operand[];
}

export interface Operand {
  text: string;
  value: string | null;
  /** The error that reading it alone raised; then `value` is null. */
  raised?: Raised;
  type: string;
  /** A function's body or a subquery, as far as its text allows. */
  opened?: Opened;
}

/** What is behind a call or a subquery. */
export interface Opened {
  /** `private.gym_ids(text[])`; null for a subquery. */
  function: string | null;
  language: string | null;
  /** Runs with its owner's rights. */
  definer: boolean;
  /** The text as it is written. */
  body: string;
  /** Arguments and variables with the values they have here. */
  variables: { name: string; text: string; value: string | null; opened?: Opened }[];
  /** Functions that the text calls, besides those that variables come of. */
  calls: Opened[];
  /** The branches that were asked on the way, and what each came to. */
  branches: Condition[];
  /** The queries that decide, with what each of their conditions lets through. */
  queries: QueryExplained[];
  /** Why it was not opened further; null where it was, and gave the very value of the call. */
  closed: string | null;
}

export interface QueryExplained {
  text: string;
  /** What it reads: `public.memberships m`. */
  from: string;
  /** How many rows it found, as the function or the person; counted no further than `countedTo`. */
  rows: number;
  countedTo: number;
  /** Rows of each conjunct of WHERE, alone. */
  conditions: { text: string; rows: number }[];
  nearMisses: NearMiss[];
}

/** A row that passes all conditions but one. */
export interface NearMiss {
  /** "A row of public.memberships fits in all else, but `approved_at` is null." */
  says: string;
  table: string;
  /** The row's primary key, or its first columns. */
  row: Record<string, string | null>;
  /** The one condition that fails, as written; null where row security alone hides the row. */
  condition: string | null;
  /** Where it hangs: the policy, and the functions opened on the way there. */
  path: string[];
}
