import { Session } from 'node:inspector/promises';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What a call of a built-in goes through, in characters or elements. */
type Cost = (self: string & unknown[], args: unknown[], result: unknown) => number;

const whole: Cost = (self) => self.length;
const upTo: Cost = (self, _, at) => at === -1 ? self.length : Number(at);
const made: Cost = (_self, _args, result) => (result as string).length;

/** A string that was put together by `+=` is copied whole before anything looks into it. */
const BUILT_INS: [object, Record<string, Cost>][] = [
  [String.prototype, {
    trim: whole,
    trimEnd: whole,
    trimStart: whole,
    endsWith: whole,
    toLowerCase: whole,
    slice: made,
    normalize: (self) => self.length + squaresOfMarks(self),
  }],
  [Array.prototype, { indexOf: upTo, unshift: whole, shift: whole, join: made }],
];

/** Canonical ordering compares the marks on one character with each other. */
const squaresOfMarks = (text: string) =>
  [...text.matchAll(/\p{M}+/gu)].reduce((sum, [marks]) => sum + marks.length ** 2, 0);

export interface StepCounter {
  /** The steps of some work: the same number in every run. */
  count(work: () => unknown): Promise<number>;
  end(): void;
}

/**
 * Counts how often each block of some code is entered, and what the built-ins that are called
 * meanwhile go through. Regular expressions, whoever calls them, count from where they begin to where
 * they end. It must begin before that code first runs: what is compiled by then has no counters.
 *
 * @param sources parts of the paths whose blocks count
 */
export async function stepCounter(sources: readonly string[]): Promise<StepCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** Blocks entered since the last time. */
  const blocks = async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result.filter(({ url }) => sources.some((source) => url.includes(source)))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  };
  return {
    async count(work) {
      await blocks();
      const meter = countBuiltIns();
      try {
        await work();
      } finally {
        meter.end();
      }
      return meter.steps() + await blocks();
    },
    end: () => session.disconnect(),
  };
}

function countBuiltIns() {
  let steps = 0;
  const restore: (() => void)[] = [];
  const replace = (owner: object, name: string, make: (original: Method) => unknown) => {
    const original = Reflect.get(owner, name) as Method;
    const describe = (value: unknown) =>
      Object.defineProperty(owner, name, { value, writable: true, configurable: true });
    describe(make(original));
    restore.push(() => describe(original));
  };
  for (const [owner, costs] of BUILT_INS) {
    for (const [name, cost] of Object.entries(costs)) {
      replace(owner, name, (original) =>
        function (this: string & unknown[], ...args: unknown[]) {
          const result: unknown = original.apply(this, args);
          steps += cost(this, args, result);
          return result;
        });
    }
  }
  replace(RegExp.prototype, 'exec', (original) =>
    function (this: RegExp, text: string) {
      const from = this.lastIndex;
      const found = original.call(this, text) as RegExpExecArray | null;
      steps += (found ? found.index + found[0].length : text.length) - from;
      return found;
    });
  return {
    steps: () => steps,
    end: () => restore.forEach((back) => back()),
  };
}
