import type { Raised } from './explanation.ts';

/** What a statement answered: every value as Postgres' text, as the statements here ask for it. */
export interface Answer {
  rows: Record<string, string | null>[];
  /** How many rows it found or wrote. */
  count: number;
}

/** Runs one statement without parameters, and leaves nothing of it behind; throws as the driver does. */
export type Run = (sql: string) => Promise<Answer>;

/** What is prepared with the owner's rights before a statement, in the same transaction. */
export interface Stage {
  prepare?: string[];
  /** `owner`: with the rights of the connection, and with the claims of the person. */
  as: 'person' | 'owner';
}

/** All that an explanation needs of a database. */
export interface Ports {
  /** The role that the person's statements run as. */
  role: string;
  /** Reads catalogs and whole rows; row security must not bind it. */
  system: Run;
  /** As the person, by the way that the product's own statements take. */
  asPerson: Run;
  /**
   * As the person on the system's connection, for what the way of the product can not show.
   * @throws StageError where the preparation failed, not the statement
   */
  rehearse(stage: Stage, sql: string): Promise<Answer>;
}

/** An explanation that cannot be given; the message says what to do about it. */
export class ExplainError extends Error {}

/** The stage could not be set: the connection may not, or somebody holds the table. */
export class StageError extends Error {}

/** What Postgres said, if it is Postgres that an error is from, or the errors that it wraps. */
export function raisedOf(error: unknown): Raised | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StageError) return undefined;
    const { code, detail, constraint_name: constraint } = cause as {
      code?: unknown;
      detail?: string;
      constraint_name?: string;
    };
    if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) continue;
    return {
      ...{ sqlstate: code, message: cause.message },
      ...detail !== undefined && { detail },
      ...constraint !== undefined && { constraint },
    };
  }
  return undefined;
}

/** What a statement answered, or what it was refused with; other errors are thrown on. */
export async function attempt<T>(answer: Promise<T>): Promise<T | Raised> {
  try {
    return await answer;
  } catch (error) {
    const raised = raisedOf(error);
    if (!raised) throw error;
    return raised;
  }
}

export const isRaised = (value: unknown): value is Raised =>
  typeof value === 'object' && value !== null && 'sqlstate' in value;
