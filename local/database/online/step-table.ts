import type { Locks } from './locks.ts';
import type { Ran } from './run-step.ts';

const HEAD = ['statement', 'locks', 'runs', 'retries', 'longest', 'in all'];

const spelled = (locks: Locks) =>
  Object.entries(locks).map(([table, mode]) => `${table}: ${mode}`).join(', ') || 'no table';

/** What the statements of a step did, as a table of Markdown. */
export function stepTable(ran: readonly Ran[]): string {
  const rows = ran.map(({ title, locks, runs, retries, longest_ms, total_ms }) => [
    `\`${title.replaceAll('|', '\\|')}\``,
    locks ? spelled(locks) : 'not seen',
    ...[runs, retries].map(String),
    ...[longest_ms, total_ms].map((ms) => `${Math.round(ms)} ms`),
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
