import postgres from 'postgres';
import { inject } from 'vitest';
import type { Subject } from './cells.ts';
import { matrix } from '../matrix/matrix.ts';
import { vectors } from '../matrix/knowledge/vectors.ts';

/** The matrix of the test cluster: with what there is only where pgvector is, if it is there. */
export async function matrixHere(): Promise<Subject[]> {
  const sql = postgres(inject('cluster').url, { max: 1 });
  const found = await sql`select from pg_available_extensions where name = 'vector'`;
  await sql.end();
  return found.length > 0 ? [...matrix, ...vectors] : matrix;
}
