import type postgres from 'postgres';

/** The two logins of the functions, by what each may become. */
export const logins = ['edge', 'edge_system'] as const;
export type Login = (typeof logins)[number];

/** Who may act on the database through the doors or the Data API. */
const API_ROLES = ['anon', 'authenticated', 'service_role'];

/**
 * Lets the functions log in. Also takes from everybody the right to make temporary tables, which on
 * a pooler's backend would stay for whoever comes next.
 *
 * @param owner a connection of the database's owner
 * @throws Error when somebody else granted that right, so that the owner cannot take it
 */
export async function prepareLogins(
  owner: postgres.Sql,
  passwords: Record<Login, string>,
): Promise<void> {
  for (const login of logins) {
    await owner.unsafe(`alter role ${login} with password ${literal(passwords[login])}`);
  }
  const [row] = await owner<{ name: string }[]>`select quote_ident(current_database()) as name`;
  const everybody = [...API_ROLES, ...logins];
  await owner.unsafe(`revoke temporary on database ${row!.name} from public, ${everybody}`);
  const left = await owner<{ role: string }[]>`
    select role from unnest(${everybody}::text[]) role
    where has_database_privilege(role, current_database(), 'TEMP')`;
  if (left.length === 0) return;
  throw new Error(
    `${left.map(({ role }) => role).join(', ')} can still make temporary tables: the database's ` +
      'owner has to revoke that',
  );
}

/**
 * The URL of the same database for a login of the functions. A pooler that tells projects apart by
 * the user (`postgres.<ref>`) goes on doing so.
 */
export function loginUrl(url: string, login: Login, password: string): string {
  const changed = new URL(url);
  changed.username = changed.username.replace(/^[^.]*/, login);
  changed.password = password;
  return changed.href;
}

/** ALTER ROLE takes no parameters. */
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
