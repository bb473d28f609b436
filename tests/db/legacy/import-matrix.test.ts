import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalog } from '../../access/proof/catalog.ts';
import { type Cell, cellsOf, nameOfCell, type Subject } from '../../access/proof/cells.ts';
import { matrixHere } from '../../access/proof/matrix-here.ts';
import { run } from '../../access/proof/session.ts';
import { shareOf } from '../../access/proof/share.ts';
import { populate } from '../../access/world/world.ts';
import { movingIn } from './support/moving-in.ts';

// The small world of the matrix, into which the earlier app's academies come: whatever somebody there may do
// or not, they may do afterwards, and nothing that came over is seen by them.

const matrix: readonly Subject[] = await matrixHere();
const scene = movingIn();
let cells: Cell[];

beforeAll(async () => {
  const owner = postgres(scene.database.url, { max: 1, onnotice: () => {} });
  await populate(owner);
  await scene.moveIn();
  const { tables } = await readCatalog(owner);
  await owner.end();
  cells = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
});

/** What anybody may read of any academy's. */
const OPEN = ['public.gyms · select', 'public.versions · select', 'public.app_stores · select'];

/** Whose last statement reads all there is: the system's, and those that look at what was done. */
const seesAll = ({ actor, subject, probe, steps }: Cell) =>
  actor === 'system' || OPEN.includes(`${subject} · ${probe}`) ||
  steps.some((step) => step.includes(`set_config('session_authorization'`));

/** What hangs on there being nothing else: one store's address at a time, one person without devices. */
const ALONE = ['system · public.app_stores · insert', 'the only one without'];

/** Whether what came is what is declared and, beside it, nothing but what came over. */
function agrees(cell: Cell, found: string): boolean {
  const { expected, subject } = cell;
  if (found === expected) return true;
  if (!seesAll(cell)) return false;
  if (expected.startsWith('×')) return Number(found.slice(1)) > Number(expected.slice(1));
  const declared = expected === '-' ? [] : expected.split(' ');
  const there = new Set(found.split(' '));
  const rows = matrix.find(({ name }) => name === subject)?.rows ?? [];
  return declared.every((name) => there.has(name)) &&
    rows.every((name) => declared.includes(name) || !there.has(name));
}

let admin: postgres.Sql;
beforeAll(() => {
  admin = postgres(scene.database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(() => admin.end());

it('lets everybody do what the access matrix says, beside what came over', async () => {
  const tried = shareOf(cells, 23).filter((cell) =>
    !ALONE.some((name) => nameOfCell(cell).includes(name))
  );
  const found = await run(admin, tried);
  const wrong = tried.flatMap((cell, nth) =>
    agrees(cell, found[nth]!)
      ? []
      : [`${nameOfCell(cell)}: ${cell.expected}, and it came to ${found[nth]}`]
  );
  const beside = tried.filter((cell, nth) => found[nth] !== cell.expected).length;
  console.log(
    `on an imported database: ${tried.length} cells in SQL, ${beside} see what came over`,
  );
  expect(wrong).toEqual([]);
  // There is something to be seen by who sees all.
  expect(beside).toBeGreaterThan(0);
}, 600_000);

it('would notice a row that came over and is seen by somebody', async () => {
  const nosy = cells.filter(({ actor, subject, probe }) =>
    actor === 'manager' && subject === 'public.check_ins' && probe === 'select'
  );
  await admin`create policy nosy on check_ins for select to authenticated using (true)`;
  try {
    const found = await run(admin, nosy);
    expect(nosy.filter((cell, nth) => agrees(cell, found[nth]!))).toEqual([]);
    expect(nosy.length).toBeGreaterThan(0);
  } finally {
    await admin`drop policy nosy on check_ins`;
  }
});
