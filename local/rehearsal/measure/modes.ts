/** Modes of locks on tables by their numbers in Postgres (lockdefs.h), the weakest first. */
const MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

export const ROW_EXCLUSIVE = 3;
export const ACCESS_EXCLUSIVE = 8;

/** From SHARE on, nobody else writes (the manual's table of conflicting lock modes, 13.3.1). */
export const stopsWriters = (mode: number): boolean => mode >= 5;

/** The number of a mode as `pg_locks` spells it. */
export const modeOf = (lock: string): number => MODES.indexOf(lock) + 1;

/** A mode as the manual spells it: ACCESS EXCLUSIVE. */
export const spelled = (mode: number): string =>
  (MODES[mode - 1] ?? '').replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
