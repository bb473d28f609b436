import { type Actor, actors } from '../world/actors.ts';
import { sets } from '../world/world.ts';

/**
 * How access is written down: a grid with a line per actor (or several) and a column per probe.
 *
 * A cell says what that actor gets from that probe:
 *
 *     -                 nothing: no row is seen, none is changed
 *     own               their own row                      all       every row, every variant
 *     members pending   the rows of these people, by name or by a set of `world.ts`
 *     ×1                so many rows changed, where the statement may not read them back
 *     42501             refused: no privilege
 *     42501/rls         refused: row security does not let the new row be
 *     42501/guard       refused: a trigger or function does not let it be
 *     23514 …           refused with any other SQLSTATE
 *     own · 23514: manager    by target; the last to name one counts, the rest are `-`
 *     all · -: deleted        by target; all but these
 *
 * A front desk is to the database what a visitor is: its line may be left out where `anonymous` has one.
 *
 * @returns for each column, what each actor's cell says
 * @throws when an actor is missing or twice, or a line has not one cell per column
 */
export function readGrid(text: string): Map<string, Map<Actor, string>> {
  const [head = [], ...lines] = text.trim().split('\n').map(cellsOf);
  const columns = new Map(head.slice(1).map((name) => [name, new Map<Actor, string>()]));
  for (const [who = '', ...cells] of lines) {
    if (cells.length !== columns.size) throw new Error(`grid: "${who}" has ${cells.length} cells`);
    for (const actor of who === 'everyone else' ? missing(columns) : who.split(' ')) {
      [...columns.values()].forEach((column, index) => {
        if (!isActor(actor)) throw new Error(`grid: nobody is called "${actor}"`);
        if (column.has(actor)) throw new Error(`grid: "${actor}" is there twice`);
        column.set(actor, cells[index] as string);
      });
    }
  }
  const left = missing(columns);
  if (left.length > 0) throw new Error(`grid: no line for ${left.join(', ')}`);
  return columns;
}

const cellsOf = (line: string) =>
  line.trim().replace(/^\||\|$/g, '').split('|').map((s) => s.trim());

const isActor = (name: string): name is Actor => actors.some((actor) => actor === name);

const missing = (columns: Map<string, Map<Actor, string>>) =>
  actors.filter((actor) =>
    actor !== 'frontDesk' && ![...columns.values()].some((column) => column.has(actor))
  );

const SQLSTATE = /^\d[\dA-Z]{4}(\/\w+)?$/;

/**
 * What each target of a probe must give, by the words of one cell.
 *
 * @param targets the rows or variants the probe is tried on, one by one
 * @returns per target the target's own name (it worked), `-` or a refusal
 */
export function perTarget(cell: string, own: string, targets: string[]): Map<string, string> {
  const outcomes = new Map(targets.map((target) => [target, '-']));
  for (const part of cell.split(' · ')) {
    const [, refusal, words] = /^(?:(\w{5}(?:\/\w+)?|-): )?(.*)$/.exec(part) ?? [];
    if (words === '-') continue;
    if (words && SQLSTATE.test(words)) {
      for (const target of targets) outcomes.set(target, words);
      continue;
    }
    for (const target of expand(words ?? '', own, targets)) {
      if (!outcomes.has(target)) throw new Error(`grid: "${target}" is not among ${targets}`);
      outcomes.set(target, refusal ?? target);
    }
  }
  return outcomes;
}

/** What a probe without targets must give: a refusal, or the sorted names of what it returned. */
export function asWhole(cell: string, own: string, rows: string[]): string {
  return cell === '-' || SQLSTATE.test(cell) ? cell : expand(cell, own, rows).sort().join(' ');
}

function expand(words: string, own: string, rows: string[]): string[] {
  return [...new Set(words.split(' '))].flatMap((word) => {
    if (word === 'own') return [own];
    if (word === 'all') return rows;
    return rows.includes(word) ? [word] : sets[word] ?? [word];
  });
}
