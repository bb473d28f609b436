import postgres from 'postgres';
import { type Catalog, catalogOf, differences } from '../database/catalog/catalog.ts';
import { migrate } from '../database/migrate.ts';
import { MIGRATIONS, readMigrations } from '../database/migrations/journal.ts';
import { copyRows } from './clone/copy.ts';
import { type Place, startThrowAway } from './clone/server.ts';
import { readingFrom, readLedgers } from './clone/source.ts';
import { SCHEMAS } from './clone/tables.ts';
import { cloneByTemplate } from './clone/template.ts';
import type { Leftovers } from './leftovers.ts';
import { applyMeasured, type Script } from './measure/apply.ts';
import { readSizes, type Sizes } from './measure/standing.ts';
import { RehearsalError } from './rehearsal-error.ts';
import type { AccessReport, Rehearsal } from './report.ts';

export interface RehearsalOptions {
  /** The database that is going to be migrated, as the role that migrates it. */
  from: string;
  /** Rows of each table that a copy has at least; all without it. A template copy has all. */
  sample?: number;
  /** What is applied after the pending migrations, as if it were one. */
  scripts?: Script[];
  /** Told what is done now, as it may take minutes. */
  say?: (what: string) => void;
  /** Leaves the access proof out. */
  unproven?: boolean;
  /** The subjects of the matrix whose cells are tried; all unless told. */
  subjects?: (name: string) => boolean;
}

/**
 * Applies what is pending to a clone of a database, measures and judges it, and proves access on what
 * comes of it. The source is read, and nothing else.
 *
 * @param leftovers everything that was made for this; whoever calls clears it, whatever happened
 * @throws RehearsalError where the source has other migrations than the tree
 */
export async function rehearse(
  { from, sample, scripts = [], say = () => {}, unproven, subjects }: RehearsalOptions,
  leftovers: Leftovers,
): Promise<Rehearsal> {
  const source = postgres(from, { max: 1, prepare: false, onnotice: () => {} });
  leftovers.add(() => source.end({ timeout: 1 }));
  const migrations = await readMigrations();
  const { landed, pending, sizes, catalog } = await readingFrom(source, async (tx) => ({
    ...await readLedgers(tx, migrations),
    sizes: await readSizes(tx, SCHEMAS),
    catalog: await catalogOf(tx),
  }));
  say('making the database that the tree describes');
  const server = await startThrowAway(leftovers);
  const tree = await server.create('tree');
  await migrate(tree.url, MIGRATIONS, (each) => landed.some(({ tag }) => tag === each.tag));
  const drift = await driftOf(catalog, tree);
  // A template must not be in use, and this connection is one.
  await source.end();

  say(`cloning ${labelOf(from)}`);
  const template = await cloneByTemplate(from, leftovers);
  const clone = template ?? await server.create('clone', 'tree');
  if (!template) {
    await copyFrom(from, clone, sample).catch((error: postgres.PostgresError) => {
      if (!MISSING.includes(error.code)) throw error;
      throw new RehearsalError(
        `The database is not what its migrations make, and cannot be copied: ${error.message}. ` +
          `It differs in ${drift.join(', ')}.`,
      );
    });
  }
  const rows = { clone: await settle(clone), source: sum(sizes) };

  const all: Script[] = [...pending, ...scripts];
  say(`applying ${all.length} pending`);
  const reports = await applyMeasured(clone.url, all, sizes, leftovers);
  const statements = reports.flatMap((each) => each.statements);
  const failed = statements.some((each) => each.failed);
  const why = unproven ? 'left out' : failed ? 'nothing came of it' : undefined;
  if (!why) say('proving access on what comes of it');
  const access = why ? undefined : await prove(tree, all, subjects);
  return {
    source: labelOf(from),
    clone: template ? 'template' : 'copy',
    rows,
    pending: all.map(({ tag }) => tag),
    migrations: reports,
    drift,
    ...why ? { unproven: why } : { access },
    ok: drift.length === 0 && statements.every(({ findings }) => findings.length === 0) &&
      (access === undefined || isProven(access)),
  };
}

/** Objects in which the source is not what its migrations make: what is proven here is not it. */
async function driftOf(source: Catalog, tree: Place): Promise<string[]> {
  const made = postgres(tree.url, { max: 1, onnotice: () => {} });
  try {
    const found = differences(source, await catalogOf(made));
    return found.map(({ kind, name }) => `${kind} ${name}`);
  } finally {
    await made.end();
  }
}

async function copyFrom(from: string, clone: Place, sample?: number): Promise<void> {
  const source = postgres(from, { max: 1, prepare: false, onnotice: () => {} });
  try {
    await readingFrom(source, (tx) => copyRows(tx, clone.adminUrl, sample));
  } finally {
    await source.end({ timeout: 1 });
  }
}

/** A column or a table that the tree's migrations made and the source has not. */
const MISSING = ['42703', '42P01'];

/** Lets the planner, and the rules, know how large everything is; answers all rows. */
async function settle({ adminUrl }: Place): Promise<number> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`analyze`;
    return sum(await readSizes(admin, SCHEMAS));
  } finally {
    await admin.end();
  }
}

/** What was measured on the clone is made of the tree as well, which has no rows. */
async function prove(
  tree: Place,
  scripts: Script[],
  subjects: RehearsalOptions['subjects'],
): Promise<AccessReport> {
  const owner = postgres(tree.url, { max: 1, onnotice: () => {} });
  for (const { statements } of scripts) {
    await owner.begin(async (tx) => {
      for (const statement of statements) await tx.unsafe(statement);
    });
  }
  await owner.end();
  // Loads the whole matrix.
  const { proveAccess } = await import('./proof/prove-access.ts');
  return await proveAccess(tree, subjects);
}

const isProven = ({ wrong, undeclared, missing }: AccessReport): boolean =>
  [wrong, undeclared, missing].every((each) => each.length === 0);

const sum = (sizes: Sizes): number => [...sizes.values()].reduce((all, rows) => all + rows, 0);

/** Host and name of a database, without who logs in and how. */
function labelOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
