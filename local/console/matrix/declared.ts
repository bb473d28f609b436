import { matrix } from '../../../tests/access/matrix/matrix.ts';
import { vectors } from '../../../tests/access/matrix/knowledge/vectors.ts';
import type { Probe, Subject } from '../../../tests/access/proof/cells.ts';
import { readGrid } from '../../../tests/access/proof/grid.ts';
import type { Actor } from '../../../tests/access/world/actors.ts';
import type { Command } from './attempt.ts';
import { type Reach, reachOf, widest } from './reach.ts';

/** What the access matrix says of one command, for the actors that a person is. */
export interface Declared {
  reach: Reach;
  cells: DeclaredCell[];
}

export interface DeclaredCell {
  actor: Actor;
  /** The probe's name and its words, as they are written in the matrix. */
  probe: string;
  words: string;
  /** The words of who is in no gym. */
  ofStranger: string;
}

const subjects = new Map([...matrix, ...vectors].map((subject) => [subject.name, subject]));

/** Undefined: the matrix says nothing of this table and command. */
export function declaredFor(
  table: string,
  command: Command,
  actors: readonly Actor[],
): Declared | undefined {
  const subject = subjects.get(table);
  if (!subject) return undefined;
  const cells = cellsOf(subject, actors, (probe) => commandOf(probe, table) === command);
  return summed(cells, command === 'insert');
}

/** What the matrix says of calling a function, by its name as `regprocedure` has it. */
export function declaredCall(name: string, actors: readonly Actor[]): Declared | undefined {
  const subject = subjects.get(name);
  if (!subject) return undefined;
  const single = cellsOf(subject, actors, (probe) => statementOf(probe) !== undefined);
  return summed(single.length > 0 ? single : cellsOf(subject, actors, () => true), true);
}

function cellsOf(
  { probes, access }: Subject,
  actors: readonly Actor[],
  isWanted: (probe: Probe | undefined) => boolean,
): DeclaredCell[] {
  const grid = new Map(access.flatMap((text) => [...readGrid(text)]));
  return [...grid].filter(([probe]) => isWanted(probes[probe]))
    .flatMap(([probe, byActor]) =>
      actors.map((actor) => ({
        ...{ actor, probe, words: byActor.get(actor) ?? '-' },
        ofStranger: byActor.get('stranger') ?? '-',
      }))
    );
}

/** "×3" tells less than a probe that names rows: it counts only where there is nothing else. */
function summed(cells: DeclaredCell[], inserts: boolean): Declared | undefined {
  const named = cells.filter(({ words }) => !words.startsWith('×'));
  const telling = named.length > 0 ? named : cells;
  const reach = widest(telling.map((cell) => reachHere(cell, inserts)));
  return reach && { reach, cells };
}

/** Every row of the matrix's world, for who is in all of its gyms, is not every row elsewhere. */
function reachHere({ actor, words, ofStranger }: DeclaredCell, inserts: boolean): Reach {
  const reach = reachOf(words, inserts);
  if (reach !== 'all' || actor === 'system') return reach;
  return reachOf(ofStranger, inserts) === 'all' ? 'all' : 'some';
}

/** A probe's SQL; undefined for several statements, where the last one tells, often of another table. */
function statementOf(probe: Probe | undefined): string | undefined {
  const sql = typeof probe === 'object' && 'each' in probe ? probe.sql : probe;
  return typeof sql === 'string' ? sql : undefined;
}

/** The command that a probe is on the table itself. */
function commandOf(probe: Probe | undefined, table: string): Command | undefined {
  const [, verb, name] = /^\s*(select [\w*,\s]+? from|insert into|update|delete from)\s+([\w.]+)/
    .exec(statementOf(probe) ?? '') ?? [];
  return name === table ? verb?.split(' ')[0] as Command : undefined;
}
