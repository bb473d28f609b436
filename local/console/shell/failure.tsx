import postgres from 'postgres';
import { findCause } from '../../../supabase/functions/_shared/db.ts';
import { Notice } from '../parts/notice.tsx';

const CANCELLED = '57014';

/** Says why a page could not be made: in Postgres' words where they are the reason. */
export const Failure = ({ error }: { error: unknown }) => {
  const refusal = findCause(error, postgres.PostgresError);
  if (refusal?.code === CANCELLED) {
    return (
      <Notice kind='late' title='This took too long'>
        Postgres cancelled a statement at the console's timeout. Narrow the question down, or ask
        again when the database is less busy.
      </Notice>
    );
  }
  const words = refusal ? `${refusal.code} ${refusal.message}` : rootOf(error);
  return <Notice kind='fault' title='This page could not be made'>{words}</Notice>;
};

/** What it began with: those around it say which statement failed, and with which values. */
function rootOf(error: unknown): string {
  const inner = error instanceof Error ? error.cause : undefined;
  return inner === undefined ? String(error) : rootOf(inner);
}
