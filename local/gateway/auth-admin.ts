import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { z } from 'zod';

const Attributes = z.object({
  email: z.email().optional(),
  password: z.string().min(6).max(72).optional(),
  user_metadata: z.record(z.string(), z.unknown()).optional(),
  app_metadata: z.record(z.string(), z.unknown()).optional(),
});
type Attributes = z.output<typeof Attributes>;

interface Admin {
  sql: postgres.Sql;
  publishableKey: string;
  /** The Auth service itself, which creates users as a sign-up does. */
  send(request: Request): Promise<Response>;
}

const PREFIX = '/auth/v1/admin/users';

/**
 * Serves the part of `auth.admin` that manages users, which the local Auth service leaves out. The
 * caller has been seen to hold the secret key.
 *
 * @returns undefined for what is not served here: links, invitations, factors
 */
export async function serveAuthAdmin(
  request: Request,
  admin: Admin,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (url.pathname !== PREFIX && !url.pathname.startsWith(`${PREFIX}/`)) return undefined;
  const id = url.pathname.slice(PREFIX.length + 1);
  if (id && !z.uuid().safeParse(id).success) {
    return refuse(404, 'validation_failed', 'No such user');
  }
  switch (`${request.method} ${id ? 'one' : 'all'}`) {
    case 'GET all':
      return Response.json({
        users: await listUsers(admin.sql, url.searchParams),
        aud: 'authenticated',
      });
    case 'POST all':
      return await createUser(admin, await request.json(), request.url);
    case 'GET one':
      return answerUser(await findUser(admin.sql, id));
    case 'PUT one':
      return await updateUser(admin.sql, id, await request.json());
    case 'DELETE one':
      return answerUser(await deleteUser(admin.sql, id));
    default:
      return refuse(405, 'method_not_allowed', 'There is no such method');
  }
}

const refuse = (status: number, code: string, msg: string) =>
  Response.json({ code: status, error_code: code, msg }, { status });

const answerUser = (user: unknown) =>
  user ? Response.json(user) : refuse(404, 'user_not_found', 'User not found');

/** The service stores metadata as JSON within JSON; `#>> '{}'` takes either form. */
const userColumns = (sql: postgres.Sql) =>
  sql`id, aud, role, email, email_confirmed_at, confirmed_at, last_sign_in_at, banned_until,
    (raw_app_meta_data #>> '{}')::jsonb as app_metadata,
    (raw_user_meta_data #>> '{}')::jsonb as user_metadata, created_at, updated_at`;

async function listUsers(sql: postgres.Sql, query: URLSearchParams) {
  const perPage = Math.min(Number(query.get('per_page')) || 50, 1_000);
  const page = Math.max(Number(query.get('page')) || 1, 1);
  return await sql`select ${userColumns(sql)} from auth.users order by created_at desc, id
    limit ${perPage} offset ${(page - 1) * perPage}`;
}

async function findUser(sql: postgres.Sql, id: string) {
  const [user] = await sql`select ${userColumns(sql)} from auth.users where id = ${id}`;
  return user;
}

async function deleteUser(sql: postgres.Sql, id: string) {
  const [user] = await sql`delete from auth.users where id = ${id} returning ${userColumns(sql)}`;
  return user;
}

async function createUser(admin: Admin, body: unknown, url: string): Promise<Response> {
  const { data: given } = Attributes.safeParse(body);
  if (!given?.email) return refuse(400, 'validation_failed', 'An email address is needed');
  const password = given.password ?? randomBytes(24).toString('base64url');
  const answer = await admin.send(
    new Request(new URL('/auth/v1/signup', url), {
      method: 'POST',
      headers: { apikey: admin.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: given.email, password, data: given.user_metadata ?? {} }),
    }),
  );
  if (!answer.ok) return refuse(422, 'email_exists', 'This email address has a user already');
  const { user } = await answer.json() as { user: { id: string } };
  // A sign-up signs in as well, which nobody has asked for here.
  await admin.sql`delete from auth.sessions where user_id = ${user.id}`;
  return await updateUser(admin.sql, user.id, { app_metadata: given.app_metadata });
}

async function updateUser(sql: postgres.Sql, id: string, body: unknown): Promise<Response> {
  const { data: given } = Attributes.safeParse(body);
  if (!given) return refuse(400, 'validation_failed', 'These are no attributes of a user');
  const { email, password, app_metadata, user_metadata }: Attributes = given;
  const merged = (column: postgres.Fragment, value: Record<string, unknown> | undefined) =>
    sql`(coalesce((${column} #>> '{}')::jsonb, '{}') || ${
      JSON.stringify(value ?? {})
    }::text::jsonb)`;
  const [user] = await sql`
    update auth.users set
      email = coalesce(${email?.toLowerCase() ?? null}, email),
      encrypted_password = coalesce(
        extensions.crypt(${password ?? null}, extensions.gen_salt('bf')), encrypted_password),
      raw_app_meta_data = ${merged(sql`raw_app_meta_data`, app_metadata)},
      raw_user_meta_data = ${merged(sql`raw_user_meta_data`, user_metadata)},
      updated_at = now()
    where id = ${id} returning ${userColumns(sql)}`;
  return answerUser(user);
}
