import { CompactSign, compactVerify } from 'jose';
import type { PageQuery } from '../../../../src/contract/page.ts';
import type { PageRequest, Position, Slice } from '../../../../src/db/keyset.ts';
import { sha256 } from '../../../../src/digest.ts';
import { codes } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/**
 * Runs a list verb for the page that `query` names. The cursor is bound to the operation, its path
 * parameters and every other field of `query`.
 */
export type Paginate = <T>(
  query: PageQuery,
  list: (page: PageRequest) => Promise<Slice<T>>,
) => Promise<Page<T>>;

/** Cursors for whoever has no right to make one: positions signed together with their list. */
export interface Cursors {
  seal(list: string, position: Position): Promise<string>;
  /** Throws 400 `cursor_invalid` for what was not sealed here, or for another list. */
  open(list: string, cursor: string): Promise<Position>;
}

export function createCursors(secret: string): Cursors {
  const key = new TextEncoder().encode(secret);
  return {
    async seal(list, position) {
      const payload = new TextEncoder().encode(JSON.stringify([await digest(list), position]));
      return await new CompactSign(payload).setProtectedHeader({ alg: 'HS256' }).sign(key);
    },
    async open(list, cursor) {
      try {
        const { payload } = await compactVerify(cursor, key, { algorithms: ['HS256'] });
        const [sealedFor, position] = JSON.parse(new TextDecoder().decode(payload));
        if (sealedFor === await digest(list)) return position;
      } catch {
        // Said below: whatever is wrong with it, the cursor is not one of this list.
      }
      const code = 'cursor_invalid';
      const message = codes[code].text;
      throw new ProblemError(code, { errors: [{ field: 'query.cursor', code, message }] });
    },
  };
}

/** `paginate` for one operation; using it in a function that has no cursors is a fault. */
export function paginator(
  cursors: Cursors | undefined,
  operation: string,
  params: unknown,
): Paginate {
  return async ({ limit, cursor, ...filter }, list) => {
    if (!cursors) throw new Error(`${operation} is a list: give its app the cursor environment`);
    const name = JSON.stringify([operation, params ?? {}, filter]);
    const after = cursor === undefined ? undefined : await cursors.open(name, cursor);
    const { items, next } = await list({ limit, after });
    return { items, next_cursor: next && await cursors.seal(name, next) };
  };
}

/** A list and its filters in sixteen characters. */
async function digest(list: string): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await sha256(list), 0, 12)));
}
