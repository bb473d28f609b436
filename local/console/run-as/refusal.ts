import postgres from 'postgres';
import { DoorError, findCause } from '../../../supabase/functions/_shared/db.ts';
import { ProblemError } from '../../../supabase/functions/_shared/problems/problem.ts';

export interface RefusalWords {
  code: string;
  message: string;
  /** What it means here, and what to do. */
  meaning: string | undefined;
}

/** What codes mean on this page, where Postgres or the door does not say it. */
const MEANINGS: Record<string, string> = {
  STATEMENT_REFUSED: 'The door lets through what lives and dies with its transaction: SELECT, ' +
    'INSERT, UPDATE, DELETE, MERGE, WITH, VALUES, TABLE, EXPLAIN of these, SHOW and LOCK. Anything ' +
    'else would stay on a backend that others use next, or end the transaction that it runs in.',
  INVALID_CLAIMS: 'No statement is made with claims that Postgres could not read back.',
  '25006': 'Writing is switched off for this run.',
  '42501':
    'A privilege is missing, row security refuses the new row, or a trigger does: the message ' +
    'says which.',
  '57014': 'It took longer than a run may.',
};

/** The words of a refusal: the door's, Postgres' or the functions'. Throws what is none. */
export function refusalWords(error: unknown): RefusalWords {
  const found = findCause(error, postgres.PostgresError) ?? findCause(error, DoorError) ??
    findCause(error, ProblemError);
  if (!found) throw error;
  const parts = found instanceof postgres.PostgresError
    ? [found.message, found.detail, found.hint]
    : [found.message];
  return {
    code: found.code,
    message: parts.filter(Boolean).join(' · '),
    meaning: MEANINGS[found.code],
  };
}
