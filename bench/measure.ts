/** Statistics that a busy machine does not spoil: medians, and ratios taken inside each round. */

/** One round of a variant; answers its figure, in whatever unit. */
export type Variant = () => Promise<number>;

export type Samples<K extends string> = Record<K, number[]>;

export interface Rounds {
  /** Rounds that count. */
  rounds: number;
  /** Rounds before them, which do not (1). */
  warmUps?: number;
  /** Is told after each round, warm-ups included. */
  onRound?: (done: number, of: number) => void;
}

/**
 * Runs every variant once per round. Each round goes in the opposite order to the last, so that
 * neither a drifting machine nor what one variant leaves behind favours another.
 */
export async function interleave<K extends string>(
  variants: Record<K, Variant>,
  { rounds, warmUps = 1, onRound }: Rounds,
): Promise<Samples<K>> {
  const names = Object.keys(variants) as K[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Samples<K>;
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await variants[name]();
      if (round >= warmUps) samples[name].push(figure);
    }
    onRound?.(round + 1, warmUps + rounds);
  }
  return samples;
}

export interface Comparison {
  /** Medians over the rounds. */
  value: number;
  limit: number;
  /** The median of the rounds' own ratios, and the middle half of them. */
  ratio: number;
  quartiles: [number, number];
  n: number;
}

/** Sets one variant against another, round by round. */
export function compare(values: readonly number[], limits: readonly number[]): Comparison {
  if (values.length !== limits.length || values.length === 0) {
    throw new RangeError('A comparison needs as many floors as values, and at least one');
  }
  const ratios = values.map((value, round) => value / (limits[round] ?? Number.NaN));
  return {
    value: median(values),
    limit: median(limits),
    ratio: median(ratios),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    n: values.length,
  };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Linear interpolation between the closest ranks; `q` from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** A round of `calls` calls, one after the other: their median time in milliseconds. */
export const latency = (calls: number, work: () => Promise<unknown>): Variant => async () => {
  const times: number[] = [];
  for (let call = 0; call < calls; call++) times.push(await timed(work));
  return median(times);
};

/** A round of `calls` calls, `concurrency` at a time: calls per second. */
export const throughput = (
  { calls, concurrency }: { calls: number; concurrency: number },
  work: () => Promise<unknown>,
): Variant =>
async () => {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  const ms = await timed(() => Promise.all(Array.from({ length: concurrency }, worker)));
  return calls / (ms / 1000);
};

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
