import type { Workbench } from '../../workbench/workbench.ts';

/** How a check stands that takes longer than a page may. */
export type State<T> =
  | { is: 'never' }
  | { is: 'running'; since: Date }
  | { is: 'done'; at: Date; answer: T }
  | { is: 'failed'; at: Date; message: string };

/** Something that is checked on demand, behind the pages; its last answer is kept. */
export interface Check<T> {
  name: string;
  state(workbench: Workbench): State<T>;
  /** Starts it, unless it runs already. */
  start(workbench: Workbench): void;
}

/** Makes a check of what `run` answers, for each stack that is looked at by itself. */
export function createCheck<T>(
  name: string,
  run: (workbench: Workbench) => Promise<T>,
): Check<T> {
  const states = new WeakMap<Workbench, State<T>>();
  const state = (workbench: Workbench): State<T> => states.get(workbench) ?? { is: 'never' };
  return {
    name,
    state,
    start(workbench) {
      if (state(workbench).is === 'running') return;
      states.set(workbench, { is: 'running', since: new Date() });
      run(workbench).then(
        (answer) => states.set(workbench, { is: 'done', at: new Date(), answer }),
        (error: Error) =>
          states.set(workbench, { is: 'failed', at: new Date(), message: error.message }),
      );
    },
  };
}
