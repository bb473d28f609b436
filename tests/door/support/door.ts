import type { DoorOptions } from '../../../supabase/functions/_shared/db.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { createNotes, schema } from '../../../testkit/door/notes.ts';

/** A database with the notes, and doors to it that close with it. */
export async function notesDatabase() {
  const database = await createTestDatabase();
  await createNotes(database.url);
  const closing: (() => Promise<void>)[] = [];
  return {
    ...database,
    /** Both doors; `url` is another way to the caller's. */
    open({ url = database.edgeUrl, ...options }: Partial<Omit<DoorOptions, 'schema'>> = {}) {
      const door = openDoors({ ...database, edgeUrl: url }, { ...options, schema });
      closing.push(() => door.end());
      return door;
    },
    async drop() {
      await Promise.all(closing.map((close) => close()));
      await database.drop();
    },
  };
}

export type NotesDatabase = Awaited<ReturnType<typeof notesDatabase>>;
