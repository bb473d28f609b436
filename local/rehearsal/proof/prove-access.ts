import postgres from 'postgres';
import { addClaimsKey } from '../../database/claims-keys.ts';
import { readCatalog } from '../../../tests/access/proof/catalog.ts';
import { cellsOf, nameOfCell, type Subject } from '../../../tests/access/proof/cells.ts';
import { run } from '../../../tests/access/proof/session.ts';
import { vectors } from '../../../tests/access/matrix/knowledge/vectors.ts';
import { matrix } from '../../../tests/access/matrix/matrix.ts';
import { populate } from '../../../tests/access/world/world.ts';
import { SIGNING_KEY } from '../../../testkit/database/cluster.ts';
import type { Place } from '../clone/server.ts';
import type { AccessReport } from '../report.ts';

/**
 * Tries every cell of the access matrix in SQL on a database without rows, which it fills with the
 * small world of the matrix, and compares what there is with what is declared.
 *
 * @param wanted of which subjects cells are tried
 */
export async function proveAccess(
  { url, adminUrl }: Place,
  wanted: (name: string) => boolean = () => true,
): Promise<AccessReport> {
  const started = performance.now();
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    // On hosted servers nobody makes temporary tables either (local/database/logins.ts).
    await owner`revoke temporary on database ${owner(new URL(url).pathname.slice(1))} from public`;
    await addClaimsKey(owner, SIGNING_KEY);
    await populate(owner);
    const subjects = await subjectsHere(owner);
    const { tables, functions } = await readCatalog(owner);
    const there = [...tables.keys(), ...functions.keys()];
    const declared = new Set(subjects.map(({ name }) => name));
    const wrong: AccessReport['wrong'] = [];
    let tried = 0;
    const both = subjects.filter(({ name }) => there.includes(name) && wanted(name));
    for (const subject of both) {
      const cells = cellsOf(subject, tables.get(subject.name) ?? []);
      tried += cells.length;
      const found = await run(admin, cells);
      cells.forEach((cell, index) => {
        if (found[index] === cell.expected) return;
        const [declared, came] = [cell.expected, found[index] ?? ''];
        wrong.push({ cell: nameOfCell(cell), declared, found: came });
      });
    }
    return {
      cells: tried,
      ms: Math.round(performance.now() - started),
      wrong,
      undeclared: there.filter((name) => !declared.has(name)),
      missing: [...declared].filter((name) => !there.includes(name)),
    };
  } finally {
    await Promise.all([owner.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
  }
}

/** With what there is only where pgvector is, if it is there. */
async function subjectsHere(owner: postgres.Sql): Promise<Subject[]> {
  const found = await owner`select from pg_available_extensions where name = 'vector'`;
  return found.length > 0 ? [...matrix, ...vectors] : matrix;
}
