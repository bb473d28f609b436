import { DoorError } from './errors.ts';

/** What EXPLAIN may run as well. */
const QUERIES = new Set([
  'select',
  'insert',
  'update',
  'delete',
  'merge',
  'with',
  'values',
  'table',
]);
const ALLOWED = new Set([...QUERIES, 'explain', 'show', 'lock']);

/** Space and `--` comments as in `src/backend/parser/scan.l`: a carriage return ends one as well. */
const BLANK = /[ \t\n\r\f\v]+|--[^\n\r]*/y;
/** A keyword or a name: every byte beyond ASCII belongs to it. */
const WORD = /[a-z_\u0080-\uffff][a-z0-9_$\u0080-\uffff]*/iy;
const EXPLAIN_WORDS = new Set(['analyze', 'analyse', 'verbose']);
/** In brackets, with nothing in it that could hide where they end. */
const EXPLAIN_OPTIONS = /\([a-z0-9_, \t\n\r]*\)/iy;

/**
 * Lets through what lives and dies with its transaction. SET, LISTEN, PREPARE, DISCARD and the
 * like would stay behind on a backend that others use next; COPY needs a conversation of its own;
 * BEGIN and COMMIT belong to `db.transaction()`. Throws DoorError `STATEMENT_REFUSED`.
 */
export function assertAllowed(text: string): void {
  const first = firstWord(text, 0);
  if (first.word === 'explain') assertExplainable(text, first.end);
  else if (!ALLOWED.has(first.word)) refuse(first.word);
}

/** EXPLAIN ANALYZE runs what it explains: CREATE TABLE AS and EXECUTE are possible, too. */
function assertExplainable(text: string, from: number): void {
  let next = firstWord(text, from);
  if (!QUERIES.has(next.word)) {
    const start = skipBlank(text, from);
    next = firstWord(text, start + (matchAt(EXPLAIN_OPTIONS, text, start)?.length ?? 0));
    while (EXPLAIN_WORDS.has(next.word)) next = firstWord(text, next.end);
  }
  if (!QUERIES.has(next.word)) refuse(`explain ${next.word}`);
}

/** The first word behind space, comments and opening brackets, with where it ends; '' if none. */
function firstWord(text: string, from: number): { word: string; end: number } {
  let at = skipBlank(text, from);
  while (text[at] === '(') at = skipBlank(text, at + 1);
  const word = matchAt(WORD, text, at) ?? '';
  return { word: word.toLowerCase(), end: at + word.length };
}

function skipBlank(text: string, at: number): number {
  for (;;) {
    const blank = matchAt(BLANK, text, at)?.length ?? blockComment(text, at);
    if (blank === 0) return at;
    at += blank;
  }
}

/** How long the block comment here is, with those inside it; all the rest if it never ends. */
function blockComment(text: string, start: number): number {
  if (!text.startsWith('/*', start)) return 0;
  let depth = 0;
  for (const mark of text.slice(start).matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.index + 2;
  }
  return text.length - start;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function refuse(words: string): never {
  throw new DoorError(
    'STATEMENT_REFUSED',
    `${words.trim().toUpperCase() || 'An empty statement'} does not pass the database door`,
  );
}

const MODES =
  /^set transaction((?: isolation level (?:read uncommitted|read committed|repeatable read|serializable)| read only| read write| deferrable| not deferrable)+)$/;

/** The modes in Drizzle's `set transaction …`, or undefined for any other statement. */
export const transactionModes = (text: string): string | undefined => MODES.exec(text)?.[1];
