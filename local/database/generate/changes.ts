import type { Catalog, Difference } from '../catalog/catalog.ts';
import type { Dependent } from './dependents.ts';
import { GenerateError } from './generate-error.ts';
import type { Parts, Wanted } from './parts.ts';

/** What a migration takes from the sources, and what it has to remove by itself. */
export interface Changes {
  wanted: Wanted;
  removals: Pick<Parts, 'drops' | 'lateDrops' | 'repairs'>;
}

interface Known {
  found: Difference[];
  landed: Catalog;
  dependents: Dependent[];
  /** drizzle-kit's statements. */
  tables: string[];
  /** Whether a script's text is not the one that ran last. */
  scriptChanged(name: string): boolean;
}

const quoted = (name: string) => name.split('.').map((part) => `"${part}"`).join('.');
const tableOf = (name: string) => name.slice(0, name.lastIndexOf('.'));
const partOf = (name: string) => name.slice(name.lastIndexOf('.') + 1);
/** `private.f` of `private.f(uuid)`. */
const withoutArguments = (name: string) => name.slice(0, name.indexOf('('));

/** Decides what has to be made again, and what has to go before it can be. */
export function changesOf({ found, landed, dependents, tables, scriptChanged }: Known): Changes {
  const of = (kind: string) => found.filter((difference) => difference.kind === kind);
  const differs = (kind: string) => new Set(of(kind).map(({ name }) => name));

  // A function whose signature changed goes with what stands on it; so does one that is gone.
  const going = of('signature').filter((difference) => difference.landed !== undefined);
  const onGoing = dependents.filter((d) => going.some(({ name }) => name === d.function));
  const changedConstraints = differs('constraint');
  const late = new Set(
    going.filter(({ name, declared }) => {
      const blocking = onGoing.filter((d) =>
        d.function === name &&
        (d.kind === 'other' || d.kind === 'constraint' && changedConstraints.has(d.name))
      );
      if (blocking.length > 0 && declared !== undefined) throw inTheWay(name, blocking);
      return blocking.length > 0;
    }).map(({ name }) => name),
  );

  const rebuilt = rebuiltTables(tables);
  const again = (kind: 'policy' | 'trigger') => {
    const names = differs(kind);
    const freed = onGoing.filter((d) => d.kind === kind).map(({ name }) => name);
    const onRebuilt = [...landed.keys()].filter((key) => key.startsWith(`${kind} `))
      .map((key) => key.slice(kind.length + 1)).filter((name) => rebuilt.has(tableOf(name)));
    return new Set([...names, ...freed, ...onRebuilt]);
  };
  const policies = again('policy');
  const triggers = again('trigger');
  const drop = (kind: 'policy' | 'trigger', names: Set<string>) =>
    [...names].filter((name) => landed.has(`${kind} ${name}`)).sort().map((name) =>
      `drop ${kind} "${partOf(name)}" on ${quoted(tableOf(name))};`
    );
  const dropFunction = ({ name }: Difference) => `drop function if exists ${name};`;

  const kept = onGoing.filter((d) => d.kind === 'constraint' && !changedConstraints.has(d.name));
  const stays = of('execute').filter((difference) =>
    difference.landed !== undefined && !going.some(({ name }) => name === difference.name)
  );
  const made = new Set(of('function').map(({ name }) => withoutArguments(name)));
  const executes = new Set(stays.map(({ name }) => withoutArguments(name)));
  const grants = new Set([...differs('grants'), ...differs('security')]);

  return {
    wanted: (kind, name) =>
      ({
        script: scriptChanged,
        function: (f: string) => made.has(f),
        execute: (f: string) => executes.has(f),
        policy: (p: string) => policies.has(p),
        trigger: (t: string) => triggers.has(t),
        grants: (t: string) => grants.has(t),
      })[kind](name),
    removals: {
      drops: [
        ...drop('trigger', triggers),
        ...drop('policy', policies),
        ...kept.map(({ name }) =>
          `alter table ${quoted(tableOf(name))} drop constraint "${partOf(name)}";`
        ),
        ...going.filter(({ name }) => !late.has(name)).map(dropFunction),
        ...stays.flatMap(({ name, landed = '' }) =>
          grantees(landed).map((role) => `revoke all on function ${name} from ${role};`)
        ),
      ],
      lateDrops: going.filter(({ name }) => late.has(name)).map(dropFunction),
      repairs: kept.map(({ name }) => addConstraint(name, landed.get(`constraint ${name}`) ?? '')),
    },
  };
}

/** Makes again what drizzle-kit drops with what it changes and forgets: indexes and constraints. */
export function repairsOf(missing: Difference[]): string[] {
  const made = missing.filter(({ declared }) => declared !== undefined);
  const gone = missing.filter(({ landed }) => landed !== undefined);
  const of = (list: Difference[], kind: string) => list.filter((d) => d.kind === kind);
  return [
    ...of(gone, 'index').map(({ name }) => `drop index ${quoted(name)};`),
    ...of(gone, 'constraint').map(({ name }) =>
      `alter table ${quoted(tableOf(name))} drop constraint "${partOf(name)}";`
    ),
    ...of(made, 'constraint').map(({ name, declared = '' }) => addConstraint(name, declared)),
    ...of(made, 'index').map(({ declared }) => `${declared};`),
  ];
}

const addConstraint = (name: string, definition: string) =>
  `alter table ${quoted(tableOf(name))} add constraint "${partOf(name)}" ${definition};`;

/** Finds the tables whose columns go or change type, which Postgres refuses under a policy or trigger. */
function rebuiltTables(statements: string[]): Set<string> {
  const pattern =
    /^ALTER TABLE (?:"(\w+)"\.)?"(\w+)" (?:DROP COLUMN|ALTER COLUMN "\w+" (?:SET DATA TYPE|DROP EXPRESSION))/i;
  return new Set(statements.flatMap((statement) => {
    const match = pattern.exec(statement);
    return match ? [`${match[1] ?? 'public'}.${match[2]}`] : [];
  }));
}

/** Lists those other than the owner who have an entry in an access list, as REVOKE names them. */
function grantees(acl: string): string[] {
  const roles = acl.split(' ').map((entry) => entry.split('=')[0] || 'public');
  return [...new Set(roles)].filter((role) => role !== 'postgres');
}

const inTheWay = (name: string, blocking: Dependent[]) =>
  new GenerateError(
    `${name} cannot change its signature while ${
      blocking.map((d) => d.name).join(', ')
    } uses it: give the new one another name, and remove the old one in a later migration.`,
  );
