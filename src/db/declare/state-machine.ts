import type { ValueOf } from './choice.ts';

type States = { values: readonly [string, ...string[]] };

interface Machine<S extends States> {
  /** The only state of a new row; without it, rows may begin in any. */
  initial?: ValueOf<S>;
  /** From every state, those that it may become. */
  legal: { readonly [state in ValueOf<S>]: readonly ValueOf<S>[] };
}

/** A trigger of a table, as the declarations of triggers take it. */
export interface TransitionTrigger<Column extends string = string> {
  name: 'transition';
  before: readonly ['update'] | readonly ['insert', 'update'];
  of: readonly [Column];
  when?: string;
  run: 'private.guard_transition';
  args: readonly [column: string, legal: string];
}

/**
 * Declares how a thing moves from state to state, as data. The database enforces it by
 * `private.guard_transition`, which nobody passes by, the system included: what is not legal ends
 * in a check_violation of the constraint `<table>_transition`. A verb that meets the wrong state
 * refuses with `wrongState` of `src/errors.ts`.
 */
export function stateMachine<S extends States>({ values }: S, { initial, legal }: Machine<S>) {
  type State = ValueOf<S>;
  const states = values as readonly State[];
  return {
    /** The states that may become another. */
    open: states.filter((state) => legal[state].length > 0),
    /** Whether nothing comes after a state. */
    isOver: (state: State): boolean => legal[state].length === 0,
    /** The states that may become this one. */
    before: (to: State): State[] => states.filter((state) => legal[state].includes(to)),
    /** The trigger that enforces it on the column of a table. */
    trigger<Column extends string>(column: Column): TransitionTrigger<Column> {
      const from = initial === undefined ? legal : { '': [initial], ...legal };
      const args = [column, JSON.stringify(from)] as const;
      const run = 'private.guard_transition';
      if (initial !== undefined) {
        return { name: 'transition', before: ['insert', 'update'], of: [column], run, args };
      }
      // The queue moves many rows, and a call costs as much as the move: what is legal, or no change,
      // does not ask the function.
      const moves = states.flatMap((was) =>
        [was, ...legal[was]].map((to) => `('${was}', '${to}')`)
      );
      const when = `(old."${column}", new."${column}") not in (${moves.join(', ')})`;
      return { name: 'transition', before: ['update'], of: [column], when, run, args };
    },
  };
}
