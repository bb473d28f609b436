import type { ExecuteStep, FunctionExplanation, Raised, SchemaStep } from './explanation.ts';
import { literal } from './expression/quote.ts';
import { ExplainError, type Ports } from './ports.ts';

interface Rights {
  function: string;
  name: string;
  schema: string;
  owner: string;
  definer: boolean;
  usage: boolean;
  held: boolean;
  byPublic: boolean;
}

/**
 * Explains whether a person may call a function: USAGE on its schema, then EXECUTE. What its body does
 * with whom is the body's own; with its owner's rights it is a door of its own.
 *
 * @param signature `schema.name(types)`, as `regprocedure` reads it
 */
export async function explainFunction(
  { system, role }: Ports,
  signature: string,
): Promise<FunctionExplanation> {
  const rights = await readRights(system, signature, role);
  const { usage, held, byPublic, definer, owner, schema } = rights;
  const schemaStep: SchemaStep = {
    ...{ kind: 'schema', schema, outcome: usage ? 'pass' : 'stop' },
    says: `${role} has ${usage ? '' : 'no '}USAGE on schema ${schema}.`,
  };
  const execute: ExecuteStep = {
    ...{ kind: 'execute', outcome: held ? 'pass' : 'stop', held, byPublic, definer, owner },
    says: !held
      ? `${role} lacks EXECUTE on ${rights.function}.`
      : `${
        byPublic ? 'Everybody (PUBLIC)' : role
      } may execute it; its body runs with the rights of ${
        definer ? `${owner}, who owns it` : 'whoever calls it'
      }.`,
  };
  const denied = !usage ? `schema ${schema}` : !held ? `function ${rights.name}` : undefined;
  const raised: Raised | undefined = denied
    ? { sqlstate: '42501', message: `permission denied for ${denied}` }
    : undefined;
  return {
    ...{ function: rights.function, role },
    verdict: {
      ...{ result: raised ? 'denied' : 'allowed', silent: false, ...raised && { raised } },
      says: usage ? execute.says : schemaStep.says,
    },
    steps: usage ? [schemaStep, execute] : [schemaStep],
  };
}

async function readRights(system: Ports['system'], signature: string, role: string) {
  const { rows: [row] } = await system(`
    select jsonb_build_object(
      'function', p.oid::regprocedure::text, 'name', p.proname, 'schema', n.nspname,
      'owner', pg_get_userbyid(p.proowner), 'definer', p.prosecdef,
      'usage', has_schema_privilege(r.oid, n.oid, 'usage'),
      'held', has_function_privilege(r.oid, p.oid, 'execute'),
      'byPublic', exists (
        select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0 and a.privilege_type = 'EXECUTE'
      )
    )::text as rights
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace, pg_roles r
    where p.oid = to_regprocedure(${literal(signature)}) and r.rolname = ${literal(role)}`);
  if (!row?.rights) {
    throw new ExplainError(`There is no function ${signature}, or no role ${role}.`);
  }
  return JSON.parse(row.rights) as Rights;
}
