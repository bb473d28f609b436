import type { CallerDatabase } from '../../../../src/db/client.ts';
import { AppError } from '../../../../src/errors.ts';
import { asCaller } from '../db.ts';
import type { Entry, Stack } from '../http/route/stack.ts';
import { CONSTRAINT_CODES, DATABASE_CODES } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import { limitRate } from './steps.ts';

export interface DeskContext {
  /** As `anon`: a device is nobody to the database, but for the functions that its token opens. */
  db: CallerDatabase;
  /** What the device sent; whether it is let in, the verb's own statement says. */
  token: string;
}

/** For front desks: a device that a manager let in, by its token, which is no JWT. */
export const deskStack: Stack<DeskContext> = {
  who: 'For front desks, with the token of the device.',
  problems: ['front_desk_unknown', 'rate_limited', ...DATABASE_CODES],
  writeProblems: CONSTRAINT_CODES,
  security: [{ desk: [] }],
  async enter(entry) {
    entry.c.set('callerKind', 'front_desk');
    const token = tokenOf(entry);
    // By address: whoever makes tokens up has a new one each time.
    await limitRate(entry, { kind: 'anonymous' });
    return { token, db: asCaller(null, entry.app.tables) };
  },
  around: (_entry, ctx, work) =>
    work(ctx).catch((error) => {
      throw error instanceof AppError && error.code === 'front_desk_unknown' ? unknown() : error;
    }),
};

/** @throws ProblemError `front_desk_unknown` for what cannot be the token of any device */
function tokenOf({ c }: Entry): string {
  const token = /^bearer +(desk_[\w-]{43})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!token) throw unknown();
  return token;
}

const unknown = () =>
  new ProblemError('front_desk_unknown', { headers: { 'www-authenticate': 'Bearer' } });
