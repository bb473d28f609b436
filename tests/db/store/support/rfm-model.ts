import { Temporal } from 'temporal-polyfill';

/** An order as the ranking sees it; amounts in ten-thousandths of the currency. */
export interface ModelOrder {
  customer: string;
  /** Null: it does not count. */
  value: bigint | null;
  currency: string;
  placed_at: Date;
}

export interface ModelScores {
  r: number;
  f: number;
  m: number;
  segment: string;
}

export interface ModelRun {
  scores: Map<string, ModelScores>;
  /** Five times each boundary, in days, orders and ten-thousandths of the currency. */
  boundaries: { recency: bigint[]; frequency: bigint[]; monetary: bigint[] };
  segments: Record<string, { customers: number; orders: number; revenue: bigint }>;
}

interface Sums {
  customer: string;
  days: bigint;
  orders: bigint;
  spent: bigint;
}

/** The domain's table, word for word: scores of recency, frequency and money from–to. */
const TABLE = `
  champions 4–5 4–5 4–5 · loyal 2–5 3–5 3–5 · potential_loyalist 3–5 1–3 1–3 · new 4–5 1–1 1–1 ·
  promising 3–4 1–1 1–1 · need_attention 2–3 2–3 2–3 · about_to_sleep 2–3 1–2 1–2 ·
  at_risk 1–2 2–5 2–5 · cant_lose_them 1–1 4–5 4–5 · lost 1–2 1–2 1–2`;
const rows = TABLE.split('·').map((row) => {
  const [name, ...ranges] = row.trim().split(/\s+/);
  return { name: name!, ranges: ranges.map((range) => range.split('–').map(Number)) };
});

const segmentOf = (...scores: number[]): string =>
  rows.find(({ ranges }) =>
    ranges.every(([from, to], nth) => from! <= scores[nth]! && scores[nth]! <= to!)
  )?.name ?? 'others';

/**
 * Ranks the customers of a shop as the R package `rfm` 0.2.0 does: quantiles of type 7 (Hyndman and
 * Fan) at 20 to 80 %, plus one unit; bins from each boundary to below the next, the first from the least
 * value and the last to the greatest. In whole numbers: everything is five times what it is.
 *
 * @param asOf `YYYY-MM-DD`, in the zone
 */
export function rank(
  orders: readonly ModelOrder[],
  { asOf, zone, currency }: { asOf: string; zone: string; currency: string },
): ModelRun {
  const end =
    Temporal.PlainDate.from(asOf).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const counted = orders.filter((order) =>
    order.value !== null && order.currency === currency && order.placed_at.getTime() < end
  );
  const sums = [...new Set(counted.map(({ customer }) => customer))].map((name) =>
    sumUp(name, counted.filter(({ customer }) => customer === name), asOf, zone)
  );
  const bins = {
    recency: binsOf(sums.map(({ days }) => days), 1n),
    frequency: binsOf(sums.map(({ orders }) => orders), 1n),
    monetary: binsOf(sums.map(({ spent }) => spent), 10_000n),
  };
  const scores = new Map<string, ModelScores>();
  const segments: ModelRun['segments'] = {};
  for (const { customer, days, orders, spent } of sums) {
    const r = 6 - bins.recency.of(days);
    const f = bins.frequency.of(orders);
    const m = bins.monetary.of(spent);
    const segment = segmentOf(r, f, m);
    scores.set(customer, { r, f, m, segment });
    const total = segments[segment] ??= { customers: 0, orders: 0, revenue: 0n };
    total.customers++;
    total.orders += Number(orders);
    total.revenue += spent;
  }
  const boundaries = {
    recency: bins.recency.boundaries,
    frequency: bins.frequency.boundaries,
    monetary: bins.monetary.boundaries,
  };
  return { scores, boundaries, segments };
}

function sumUp(customer: string, orders: ModelOrder[], asOf: string, zone: string): Sums {
  const last = Math.max(...orders.map(({ placed_at }) => placed_at.getTime()));
  const day = Temporal.Instant.fromEpochMilliseconds(last).toZonedDateTimeISO(zone).toPlainDate();
  return {
    customer,
    days: BigInt(day.until(asOf, { largestUnit: 'days' }).days),
    orders: BigInt(orders.length),
    spent: orders.reduce((sum, { value }) => sum + value!, 0n),
  };
}

function binsOf(values: readonly bigint[], unit: bigint) {
  if (values.length === 0) return { boundaries: [], of: () => 0 };
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const boundaries = [1, 2, 3, 4].map((j) => quantile(sorted, j) + 5n * unit);
  const least = 5n * sorted[0]!;
  const beyond = 5n * sorted.at(-1)! + 5n * unit + boundaries.at(-1)!;
  const lower = [least, ...boundaries];
  const upper = [...boundaries, beyond];
  return {
    boundaries,
    of: (value: bigint) =>
      1 + lower.findIndex((from, bin) => from <= 5n * value && 5n * value < upper[bin]!),
  };
}

/** Five times the quantile j/5 of type 7: between the elements around (n - 1) * j / 5. */
function quantile(sorted: readonly bigint[], j: number): bigint {
  const at = (sorted.length - 1) * j;
  const below = sorted[Math.floor(at / 5)]!;
  const above = sorted[Math.ceil(at / 5)]!;
  return 5n * below + BigInt(at % 5) * (above - below);
}
