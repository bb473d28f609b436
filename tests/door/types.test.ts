import { describe, expectTypeOf, it } from 'vitest';
import type {
  CallerDatabase,
  CallerTransaction,
  Database,
  SystemDatabase,
  SystemTransaction,
} from '../../src/db/client.ts';
import type { CallerDoor } from '../../supabase/functions/_shared/db.ts';
import type { SystemDoor } from '../../supabase/functions/_shared/system-db.ts';

type InsideOf<D extends Pick<Database, 'transaction'>> = Parameters<
  Parameters<D['transaction']>[0]
>[0];

/** Nothing here runs: `tsc` is the judge. */
describe('the types of the two doors', () => {
  it('are what the doors give out', () => {
    expectTypeOf<ReturnType<CallerDoor['asCaller']>>().toEqualTypeOf<CallerDatabase>();
    expectTypeOf<ReturnType<SystemDoor['asSystem']>>().toEqualTypeOf<SystemDatabase>();
  });

  it('are not assignable to one another', () => {
    expectTypeOf<CallerDatabase>().not.toExtend<SystemDatabase>();
    expectTypeOf<SystemDatabase>().not.toExtend<CallerDatabase>();
    expectTypeOf<Database>().not.toExtend<CallerDatabase>();
    expectTypeOf<Database>().not.toExtend<SystemDatabase>();
  });

  it('stay what they are inside a transaction, and a nested one', () => {
    type Caller = InsideOf<CallerDatabase>;
    type System = InsideOf<SystemDatabase>;
    expectTypeOf<Caller>().toEqualTypeOf<CallerTransaction>();
    expectTypeOf<InsideOf<Caller>>().toEqualTypeOf<CallerTransaction>();
    expectTypeOf<System>().toEqualTypeOf<SystemTransaction>();
    expectTypeOf<InsideOf<System>>().toEqualTypeOf<SystemTransaction>();
    expectTypeOf<CallerTransaction>().toExtend<CallerDatabase>();
    expectTypeOf<SystemTransaction>().toExtend<SystemDatabase>();
    expectTypeOf<CallerTransaction>().not.toExtend<SystemDatabase>();
    expectTypeOf<SystemTransaction>().not.toExtend<CallerDatabase>();
  });

  it('have what both are for verbs that serve either', () => {
    expectTypeOf<CallerDatabase>().toExtend<Database>();
    expectTypeOf<SystemTransaction>().toExtend<Database>();
  });

  it('are refused by a verb that needs the other', () => {
    const verb = (_db: SystemDatabase) => {};
    const call = (db: CallerDatabase) => {
      // @ts-expect-error -- the caller's door is not the system's
      verb(db);
      return db.transaction(async (tx) => {
        // @ts-expect-error -- nor is a transaction on it
        await tx.transaction((inner) => Promise.resolve(verb(inner)));
      });
    };
    expectTypeOf(call).parameter(0).toEqualTypeOf<CallerDatabase>();
  });
});
