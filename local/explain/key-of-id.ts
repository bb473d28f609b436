import { readTable } from './catalog/table.ts';
import type { Question, Relation } from './explanation.ts';
import { ExplainError, type Ports } from './ports.ts';
import { spoken } from './expression/quote.ts';

/**
 * The key of a row that is known by one value: of the primary key, or of a column `id`.
 *
 * @throws ExplainError where the key has several columns, or there is none
 */
export async function keyOfId(
  { system, role }: Pick<Ports, 'system' | 'role'>,
  relation: Relation,
  id: string,
): Promise<NonNullable<Question['key']>> {
  const { key, columns } = await readTable(system, relation, role);
  const [column, ...more] = key.length > 0
    ? key
    : columns.some(({ name }) => name === 'id')
    ? ['id']
    : [];
  if (column && more.length === 0) return { [column]: id };
  throw new ExplainError(
    `${spoken(relation)} has no key of one column: say --key column=value for each of ` +
      `${(key.length > 0 ? key : columns.map(({ name }) => name)).join(', ')}.`,
  );
}
