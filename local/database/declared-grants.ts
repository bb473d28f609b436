import type { TableGrants } from '../../src/db/grants.ts';
import * as schema from '../../src/db/schema/index.ts';

const isGrants = (value: unknown): value is TableGrants =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'grants';

/** Every grants declaration of the schema files. */
export const declaredGrants: TableGrants[] = Object.values<unknown>(schema).filter(isGrants);
