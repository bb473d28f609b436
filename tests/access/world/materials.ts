import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

type Columns = Record<string, string | number | null>;

/** The gym of a class of the world, as far as there is material of it. */
const gymOf = (held: string) => held === 'southern' ? 'south' : 'north';

const GONE = '2020-06-01';
const FAR = '2150-01-01';

/** Material: the row's name, its class, who put it there, and how it differs from words. */
const made: [name: string, held: string, by: Person, columns: Columns][] = [
  ['current', 'mat', 'instructor', { type: 'link', content: 'https://tatame.test/guard' }],
  ['expired', 'mat', 'instructor', { valid_until: GONE }],
  ['lasting', 'mat', 'deputy', { valid_until: FAR, type: 'files', content: null }],
  ['early', 'overture', 'manager', {}],
  ['managed', 'managed', 'manager', {}],
  ['left', 'formers', 'former', {}],
  ['southern', 'southern', 'otherManager', {}],
  ['southernExpired', 'southern', 'otherManager', { valid_until: GONE }],
];
export const assets = made.map(([name]) => name);

const begun: Columns = { state: 'uploading', file_size: 2 };

/** Files, likewise; those that are begun are so by various people, not all of whom still may. */
const files: [name: string, held: string, by: Person, columns: Columns][] = [
  ['current', 'mat', 'instructor', { file_size: 100_000 }],
  ['expired', 'mat', 'manager', { valid_until: GONE }],
  ['lasting', 'mat', 'manager', { valid_until: FAR }],
  ['ofCurrent', 'mat', 'manager', { asset_id: idOf('assets.current') }],
  ['ofExpired', 'mat', 'instructor', { asset_id: idOf('assets.expired') }],
  ['early', 'overture', 'manager', {}],
  ['managed', 'managed', 'manager', {}],
  ['left', 'formers', 'former', {}],
  ['begun', 'mat', 'instructor', begun],
  ['deputyBegun', 'managed', 'deputy', begun],
  ['formerBegun', 'formers', 'former', begun],
  ['pendingBegun', 'mat', 'pending', begun],
  ['southern', 'southern', 'otherManager', {}],
  ['southernExpired', 'southern', 'otherManager', { valid_until: GONE }],
  ['southernBegun', 'southern', 'otherManager', begun],
];
export const attachments = files.map(([name]) => name);

const namesIn = (gym: string, rows: readonly [name: string, held: string, ...unknown[]][]) =>
  rows.filter(([, held]) => gymOf(held) === gym).map(([name]) => name);
const ofMat = (rows: readonly [name: string, held: string, ...unknown[]][]) =>
  rows.filter(([, held]) => held === 'mat' || held === 'overture').map(([name]) => name);

export const materialSets = {
  'north-assets': namesIn('north', made),
  'north-assets-seen': namesIn('north', made).filter((name) => name !== 'expired'),
  'mat-assets': ofMat(made),
  'north-files': namesIn('north', files),
  'north-files-seen': ['current', 'lasting', 'ofCurrent', 'early', 'managed', 'left'],
  'mat-files': ofMat(files),
  'not-managed-files': files.filter(([, held]) => held !== 'managed').map(([name]) => name),
  'south-files': namesIn('south', files),
};

export async function populateMaterials(tx: postgres.TransactionSql, past: string): Promise<void> {
  const place = (table: string, name: string, held: string, by: Person) => ({
    ...{ id: idOf(`${table}.${name}`), created_by: idOf(`users.${by}`) },
    ...{ class_id: idOf(`classes.${held}`), gym_id: idOf(`gyms.${gymOf(held)}`) },
    ...{ created_at: past, updated_at: past },
  });
  for (const [name, held, by, columns] of made) {
    const words = { title: name, type: 'text', content: name };
    await tx`insert into assets ${
      tx({ ...place('assets', name, held, by), ...words, ...columns })
    }`;
  }
  for (const [name, held, by, columns] of files) {
    const file = { file_name: `${name}.pdf`, file_type: 'application/pdf', file_size: 1 };
    await tx`insert into attachments ${
      tx({ ...place('attachments', name, held, by), ...file, state: 'ready', ...columns })
    }`;
  }
}
