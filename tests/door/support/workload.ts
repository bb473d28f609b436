import { eq, sql } from 'drizzle-orm';
import type { CallerDatabase } from '../../../src/db/client.ts';
import { currentMeter, runMetered } from '../../../supabase/functions/_shared/db/meter.ts';
import type { Doors } from '../../../testkit/door/doors.ts';
import { comments, notes, type schema } from '../../../testkit/door/notes.ts';

export type NotesDoor = Doors<typeof schema>;
type NotesDatabase = CallerDatabase<typeof schema>;

export interface Tally {
  /** Statements outside a transaction, and transactions. */
  turns: number;
  statements: number;
  /** Turns that did what they should, a due refusal included. */
  kept: number;
  /** Errors that were not due, by SQLSTATE or code. */
  errors: Map<string, number>;
  /** Answers that belong to somebody else, or ran as somebody else. Must stay empty. */
  foreign: string[];
}

export interface User {
  sub: string;
  db: NotesDatabase;
  noteId: number;
}

/** Thrown to undo a transaction on purpose. */
class Undone extends Error {}

/** Users with one note each, written as the system. */
export function enrol(door: NotesDoor, count: number): Promise<User[]> {
  return Promise.all(Array.from({ length: count }, async (_, index) => {
    const sub = `user-${index}`;
    const [note] = await door.asSystem('prepare a test').insert(notes)
      .values({ owner: sub, body: 'seed' }).returning();
    if (!note) throw new Error('No note came back');
    return { sub, db: door.asCaller({ sub, name: `${sub}'s "name"` }), noteId: note.id };
  }));
}

/**
 * All users at once, each going through a fixed round of statements and transactions until it has
 * made its number of statements. A good part of them must fail. Every answer names its role, its
 * subject and its question, so that a swapped one shows.
 */
export async function hammer(door: NotesDoor, users: User[], statements: number): Promise<Tally> {
  const tally: Tally = { turns: 0, statements: 0, kept: 0, errors: new Map(), foreign: [] };
  await Promise.all(users.map((user) =>
    runMetered(async () => {
      for (let turn = 0; currentMeter().statements < statements; turn++) {
        const step = STEPS[turn % STEPS.length] ?? ask;
        tally.turns += 1;
        await step({ user, turn, tally, door });
      }
      tally.statements += currentMeter().statements;
    })
  ));
  return tally;
}

interface Turn {
  user: User;
  turn: number;
  tally: Tally;
  door: NotesDoor;
}
type Step = (turn: Turn) => Promise<void>;

const ask: Step = ({ user, turn, tally }) =>
  expectAnswer(tally, async () => {
    const [row] = await user.db.execute<{ role: string; sub: string; echo: string }>(sql`
      select current_user as role, auth.jwt() ->> 'sub' as sub, ${`${user.sub}/${turn}`} as echo`);
    const answer = `${row?.role} ${row?.sub} ${row?.echo}`;
    check(tally, answer, `authenticated ${user.sub} ${user.sub}/${turn}`);
  });

const list: Step = ({ user, tally }) =>
  expectAnswer(tally, async () => {
    const rows = await user.db.query.notes.findMany({ columns: { id: true, owner: true } });
    check(tally, rows.map((row) => `${row.owner} ${row.id}`).join(), `${user.sub} ${user.noteId}`);
  });

const write: Step = ({ user, turn, tally }) =>
  expectAnswer(tally, async () => {
    // Every row the policy lets through: with another's scope this would write another's rows.
    const rows = await user.db.update(notes).set({ body: `${user.sub}/${turn}` }).returning();
    check(
      tally,
      rows.map((row) => `${row.owner} ${row.body}`).join(),
      `${user.sub} ${user.sub}/${turn}`,
    );
  });

const pair: Step = ({ user, turn, tally }) =>
  expectAnswer(tally, () =>
    user.db.transaction(async (tx) => {
      const comment = { noteId: user.noteId, body: `pair ${turn}` };
      await tx.insert(comments).values(comment);
      await tx.transaction((inner) => inner.insert(comments).values(comment));
      const [row] = await tx.select({ owner: notes.owner }).from(notes);
      check(tally, row?.owner, user.sub);
    }));

const undo: Step = ({ user, tally }) =>
  expectAnswer(tally, () =>
    user.db.transaction(async (tx) => {
      await tx.insert(comments).values({ noteId: user.noteId, body: 'undone' });
      throw new Undone();
    }).catch((error) => {
      if (!(error instanceof Undone)) throw error;
    }));

const forge: Step = ({ user, tally }) =>
  expectError(
    tally,
    '42501',
    () => user.db.insert(notes).values({ owner: 'user-x', body: 'forged' }),
  );
const divide: Step = ({ user, tally }) =>
  expectError(tally, '22012', () => user.db.execute(sql`select ${1}::int / 0`));
const peek: Step = ({ door, tally }) =>
  expectError(tally, '42501', () => door.asCaller(null).select().from(notes));
const failInside: Step = ({ user, tally }) =>
  expectError(tally, '23514', () =>
    user.db.transaction(async (tx) => {
      await tx.insert(comments).values({ noteId: user.noteId, body: 'undone' });
      await tx.update(notes).set({ body: 'refused' }).where(eq(notes.id, user.noteId));
    }));

const STEPS: Step[] = [
  ask,
  list,
  forge,
  ask,
  pair,
  write,
  divide,
  ask,
  undo,
  list,
  peek,
  ask,
  failInside,
  write,
  ask,
];

function check(tally: Tally, actual: unknown, expected: string): void {
  if (actual !== expected) tally.foreign.push(`${actual} instead of ${expected}`);
}

async function expectAnswer(tally: Tally, work: () => Promise<unknown>): Promise<void> {
  await work().then(() => tally.kept += 1, (error) => note(tally, error));
}

async function expectError(
  tally: Tally,
  code: string,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  try {
    await work();
    tally.foreign.push(`No ${code} where it was due`);
  } catch (error) {
    if (codeOf(error) === code) tally.kept += 1;
    else note(tally, error);
  }
}

function note(tally: Tally, error: unknown): void {
  const code = codeOf(error);
  tally.errors.set(code, (tally.errors.get(code) ?? 0) + 1);
}

/** The code of the innermost error that has one. */
export function codeOf(error: unknown): string {
  let code = String(error);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') code = cause.code;
  }
  return code;
}
