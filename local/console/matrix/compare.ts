import type { Command, Live } from './attempt.ts';
import type { Declared } from './declared.ts';
import type { Totals } from './totals.ts';

/** `open`: it cannot be told, because it depends on rows that were not tried, or time was up. */
export type Verdict = 'same' | 'differs' | 'open';

/** Row security, a trigger or a missing privilege: three reasons share 42501. */
export function kindOf({ code, message }: { code: string; message: string }): string {
  if (code !== '42501' || message.startsWith('permission denied')) return code;
  return message.includes('row-level security') ? '42501/rls' : '42501/guard';
}

/**
 * Holds what a live person got against what is declared for the actors they are: refused where it is
 * declared so, nothing where nothing is, their own rows, every row; and for `some` no more than that
 * it is not refused.
 */
export function compare(
  command: Command,
  declared: Declared | undefined,
  live: Live,
  totals: Totals | undefined,
): Verdict {
  if (!declared || live.is === 'late') return 'open';
  const { reach } = declared;
  if (live.is === 'refused') {
    const kind = kindOf(live);
    if (kind === '42501' || reach === 'closed') {
      return kind === '42501' && reach === 'closed' ? 'same' : 'differs';
    }
    // The row that was tried is a guess; another one may be let in.
    if (kind === '42501/rls') return reach === 'refused' ? 'same' : 'open';
    if (kind === '42501/guard' && command === 'insert') return 'open';
    // A trigger or a constraint: rights and row security have let it through.
    return reach === 'refused' || reach === 'none' ? 'differs' : 'same';
  }
  if (reach === 'closed' || reach === 'refused') return 'differs';
  if (command === 'insert') return 'same';
  if (!totals) return 'open';
  const [least, most] = {
    none: [0, 0],
    own: [totals.ownStanding, totals.own],
    some: [0, totals.all],
    all: [totals.all, totals.all],
  }[reach] as [number, number];
  const enough = live.more ? Math.min(least, live.count) : least;
  return live.count >= enough && live.count <= most ? 'same' : 'differs';
}
