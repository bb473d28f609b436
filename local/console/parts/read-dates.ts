const DAYS = 90;

const isDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Between which dates one asks: the last ninety days unless both are dates, in order. */
export function readDates(query: URLSearchParams, now: Date): { from: string; to: string } {
  const [from, to] = [query.get('from'), query.get('to')];
  if (isDate(from) && isDate(to) && from <= to) return { from, to };
  const day = (ago: number) =>
    new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  return { from: day(DAYS), to: day(0) };
}
