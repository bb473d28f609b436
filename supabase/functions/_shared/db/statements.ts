import { DoorError } from './errors.ts';

const ALLOWED = new Set([
  'select',
  'insert',
  'update',
  'delete',
  'merge',
  'with',
  'values',
  'table',
  'explain',
  'show',
  'lock',
]);

/** Spaces, opening brackets and comments, none of them nested, before a statement's first word. */
const PREAMBLE = /^(?:[\s(]|--[^\n]*(?:\n|$)|\/\*(?:(?!\/\*)[\s\S])*?\*\/)*/;

/**
 * Lets through what lives and dies with its transaction. SET, LISTEN, PREPARE, DISCARD and the
 * like would stay behind on a backend that others use next; COPY needs a conversation of its own;
 * BEGIN and COMMIT belong to `db.transaction()`. Throws DoorError `STATEMENT_REFUSED`.
 */
export function assertAllowed(text: string): void {
  const body = text.slice(PREAMBLE.exec(text)?.[0].length);
  const word = /^[a-z]*/i.exec(body)?.[0].toLowerCase() ?? '';
  if (ALLOWED.has(word)) return;
  throw new DoorError(
    'STATEMENT_REFUSED',
    `${word.toUpperCase() || 'An empty statement'} does not pass the database door`,
  );
}

const MODES =
  /^set transaction((?: isolation level (?:read uncommitted|read committed|repeatable read|serializable)| read only| read write| deferrable| not deferrable)+)$/;

/** The modes in Drizzle's `set transaction …`, or undefined for any other statement. */
export const transactionModes = (text: string): string | undefined => MODES.exec(text)?.[1];
