/**
 * A zone in which it is about noon: a class from eleven to half past two there takes place now, and is
 * of one date for as long as a test runs.
 */
export function noonZone(now = new Date()): string {
  const east = 12 - now.getUTCHours();
  return east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

/** The date there, and its weekday as a class has it. */
export function noonDay(now = new Date()): { date: string; weekday: number } {
  return { date: now.toISOString().slice(0, 10), weekday: now.getUTCDay() || 7 };
}
