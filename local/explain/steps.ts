import type { Table } from './catalog/table.ts';
import type { Intent } from './evaluate/intent.ts';
import type {
  Grant,
  GrantsStep,
  Raised,
  RoleStep,
  RowSecurityStep,
  SchemaStep,
} from './explanation.ts';
import { spoken } from './expression/quote.ts';

/** The steps that hang on the catalog alone: who, USAGE, grants, row security. */

export function roleStep({ standing, ...table }: Table, role: string): RoleStep {
  const { superuser, bypasses, owns } = standing;
  const rights = superuser
    ? ', a superuser: neither rights nor row security bind it'
    : bypasses
    ? ', which has BYPASSRLS: rights bind it, row security does not'
    : owns
    ? `, with the rights of the owner of ${spoken(table)}`
    : '';
  return {
    ...{ kind: 'role', outcome: 'pass', role, superuser, owner: owns },
    bypassesRowSecurity: bypasses,
    says: `The statement runs as ${role}${rights}.`,
  };
}

export function schemaStep({ schema, standing: { usage } }: Table, role: string): SchemaStep {
  return {
    ...{ kind: 'schema', schema, outcome: usage ? 'pass' : 'stop' },
    says: usage
      ? `${role} has USAGE on schema ${schema}.`
      : `${role} has no USAGE on schema ${schema}: it cannot name anything in it.`,
  };
}

export function grantsStep(table: Table, { needs, command }: Intent, role: string): GrantsStep {
  const { standing, columns } = table;
  const grants = needs.map((need): Grant => {
    const privilege = need.privilege.toLowerCase() as Lowercase<Grant['privilege']>;
    if (standing[privilege]) return { ...need, held: true, by: 'table' };
    const asked = columns.filter(({ name }) => need.column === null || name === need.column);
    const held = privilege !== 'delete' && asked.some((column) => column[privilege]);
    return { ...need, held, by: held ? 'column' : null };
  });
  const missing = grants.filter(({ held }) => !held);
  const wholly = (privilege: Grant['privilege']) =>
    !columns.some((column) => column[privilege.toLowerCase() as 'select']);
  const lacks = [...new Set(missing.map(({ privilege }) => privilege))].map((privilege) => {
    const purposes = missing.filter((grant) => grant.privilege === privilege);
    const names = purposes.map(({ column }) => column).filter((column) => column !== null);
    return privilege === 'DELETE' || wholly(privilege)
      ? `${privilege} on ${spoken(table)}`
      : `${privilege} on its columns ${names.join(', ')} (${purposes[0]?.for})`;
  });
  return {
    ...{ kind: 'grants', outcome: missing.length === 0 ? 'pass' : 'stop', needs: grants },
    says: missing.length === 0
      ? `${role} holds every privilege that the ${command.toUpperCase()} needs.`
      : `${role} lacks ${lacks.join(' and ')}.`,
  };
}

/** What a missing right is refused with, in Postgres' words. */
export const refusedByGrants = ({ kind, name }: Table): Raised => denied(`${kinds[kind]} ${name}`);

export const refusedBySchema = ({ schema }: Table): Raised => denied(`schema ${schema}`);

const denied = (what: string): Raised => ({
  sqlstate: '42501',
  message: `permission denied for ${what}`,
});

const kinds: Record<Table['kind'], string> = {
  ...{ r: 'table', p: 'table', v: 'view', m: 'materialized view', f: 'foreign table' },
};

export function rowSecurityStep(table: Table, role: string): RowSecurityStep {
  const { enabled, forced, standing: { bypasses, owns }, kind } = table;
  const applies = enabled && !bypasses && !(owns && !forced);
  const why = kind === 'v' || kind === 'm'
    ? `${
      spoken(table)
    } is a view and has no policies of its own; those of the tables behind it are ` +
      'asked for its owner, or for the caller if it is security_invoker. Explain these tables.'
    : !enabled
    ? `Row security is off on ${spoken(table)}: every row is open to whoever has the rights.`
    : bypasses
    ? `Row security is on, and does not bind ${role}.`
    : !applies
    ? `Row security is on and not forced: ${role}, as its owner, is not bound.`
    : `Row security is on${owns ? ' and forced, so it binds its owner too' : ''}.`;
  const note = !enabled || kind === 'v';
  return {
    ...{ kind: 'row-security', outcome: note ? 'note' : 'pass', enabled, forced, applies },
    says: why,
  };
}
