import { randomUUID } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedIn, signToken, stack, supabase } from '../../testkit/http/stack.ts';

const api = () => stack().status.api_url;
const newPerson = () => ({ email: `${randomUUID()}@tatame.test`, password: 'a-long-password' });

let admin: postgres.Sql;

beforeAll(async () => {
  admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`
    create table public.notes (
      id int generated always as identity primary key,
      owner text not null default (auth.jwt() ->> 'sub'),
      body text
    );
    alter table public.notes enable row level security;
    create policy own on public.notes to authenticated
      using (owner = (select auth.uid())::text) with check (owner = (select auth.uid())::text);
    revoke all on public.notes from anon, authenticated;
    grant select, insert on public.notes to authenticated;
    create table private.ledger (secret text);
    insert into private.ledger values ('closed');
  `);
  await admin`notify pgrst, 'reload schema'`;
});

afterAll(async () => {
  await admin.unsafe('drop table public.notes; drop table private.ledger');
  await admin.end();
});

describe('auth', () => {
  it('signs up, in and out, refreshes, and knows the user', async () => {
    const client = supabase();
    const person = newPerson();
    const { data, error } = await client.auth.signUp({ ...person, options: { data: { n: 1 } } });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(person.email);

    const again = await client.auth.signInWithPassword(person);
    const refreshed = await client.auth.refreshSession();
    expect(refreshed.error).toBeNull();
    expect(refreshed.data.session?.refresh_token).not.toBe(again.data.session?.refresh_token);
    expect((await client.auth.getUser()).data.user?.id).toBe(data.user?.id);
    expect((await client.auth.signOut()).error).toBeNull();
    expect((await client.auth.signInWithPassword({ ...person, password: 'no' })).error?.status)
      .toBe(400);
  });

  it('issues tokens that verify by the published keys, with hosted claims', async () => {
    const client = await signedIn('student');
    const token = (await client.auth.getSession()).data.session!.access_token;
    const keys = createRemoteJWKSet(new URL(`${api()}/auth/v1/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: `${api()}/auth/v1`,
      audience: 'authenticated',
    });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
    expect(payload).toMatchObject({
      role: 'authenticated',
      email: 'student@tatame.test',
      user_metadata: { first_name: 'Sofia' },
      session_id: expect.any(String),
    });
  });

  it('publishes no private key', async () => {
    const { keys } = await (await fetch(`${api()}/auth/v1/.well-known/jwks.json`)).json();
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('data api', () => {
  it('applies policies: everyone sees their own rows', async () => {
    const [one, other] = [await signedIn('student'), await signedIn('manager')];
    const written = await one.from('notes').insert({ body: 'mine' }).select().single();
    expect(written.data).toMatchObject({ body: 'mine' });
    expect((await one.from('notes').select()).data).toHaveLength(1);
    expect((await other.from('notes').select()).data).toEqual([]);
    expect((await supabase().from('notes').select()).error?.code).toBe('42501');
    const forged = await other.from('notes').insert({ body: 'x', owner: written.data!.owner });
    expect(forged.error?.code).toBe('42501');
  });

  it.each([['anonymous', false], ['signed in', true]])(
    'keeps private tables closed to callers who are %s',
    async (_who, member) => {
      const client = member ? await signedIn('manager') : supabase();
      expect((await client.from('ledger').select()).error).not.toBeNull();
      const { data, error } = await client.schema('private').from('ledger').select();
      expect(error?.code).toBe('PGRST106');
      expect(data).toBeNull();
    },
  );

  it('granted nobody anything on private tables after serving requests', async () => {
    const granted = await admin`
      select role from unnest(array['anon', 'authenticated']) as role
      where has_table_privilege(role, 'private.ledger', 'select')`;
    expect([...granted]).toEqual([]);
  });

  it('does not take a request without a key for the service role', async () => {
    await supabase({ key: stack().status.secret_key }).storage.createBucket('hidden');
    expect(await (await fetch(`${api()}/storage/v1/bucket`)).json()).toEqual([]);
    expect((await fetch(`${api()}/rest/v1/roles`)).status).toBe(401);
  });

  it('lets the secret key pass the policies', async () => {
    const service = supabase({ key: stack().status.secret_key });
    const { data, error } = await service.from('users').select('id').limit(1);
    expect(error).toBeNull();
    expect(data).toHaveLength(1);
  });

  it('refuses a token that somebody else signed, also with the algorithm of the inside', async () => {
    const forged = [
      btoa(JSON.stringify({ alg: 'none', typ: 'JWT' })),
      btoa(JSON.stringify({ role: 'service_role', sub: randomUUID() })),
      'AAAA',
    ].join('.').replaceAll('=', '');
    expect((await supabase({ token: forged }).from('notes').select()).error).not.toBeNull();
    const ours = await signToken({ sub: randomUUID(), role: 'authenticated' });
    expect((await supabase({ token: ours }).from('notes').select()).data).toEqual([]);
  });
});

describe('storage', () => {
  it('stores, hands out and removes objects', async () => {
    const service = supabase({ key: stack().status.secret_key });
    const bucket = `files-${randomUUID()}`;
    expect((await service.storage.createBucket(bucket)).error).toBeNull();
    const files = service.storage.from(bucket);

    const blob = new Blob(['olá'], { type: 'text/plain' });
    expect((await files.upload('a/b.txt', blob)).error).toBeNull();
    expect((await files.upload('raw.bin', new Uint8Array([0, 255, 10]))).error).toBeNull();
    expect(await (await files.download('a/b.txt')).data?.text()).toBe('olá');
    expect(await (await files.download('raw.bin')).data?.arrayBuffer())
      .toEqual(new Uint8Array([0, 255, 10]).buffer);
    const names = async (prefix?: string) =>
      (await files.list(prefix)).data?.map(({ name }) => name).sort();
    expect([await names(), await names('a')]).toEqual([['a', 'raw.bin'], ['b.txt']]);

    const { data: signed } = await files.createSignedUrl('a/b.txt', 60);
    const answer = await fetch(signed!.signedUrl);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()])
      .toEqual([200, 'text/plain', 'olá']);

    const { data: ticket } = await files.createSignedUploadUrl('later.txt');
    const later = await supabase().storage.from(bucket)
      .uploadToSignedUrl('later.txt', ticket!.token, new Blob(['x'], { type: 'text/plain' }));
    expect(later.error).toBeNull();

    expect((await supabase().storage.from(bucket).download('a/b.txt')).error).not.toBeNull();
    expect((await files.remove(['a/b.txt'])).error).toBeNull();
    expect((await files.download('a/b.txt')).error).not.toBeNull();
  });
});

describe('functions', () => {
  it('cannot call out while a transaction is open, so that nobody holds one by mistake', async () => {
    const url = encodeURIComponent(`${api()}/functions/v1/health/live`);
    const answer = await fetch(`${api()}/functions/v1/outside-call?url=${url}`);
    expect(await answer.json()).toEqual({
      inside: expect.stringContaining('inside a database transaction'),
      after: '200',
    });
  });

  it('are reached by name and see their own path and the caller’s token', async () => {
    const client = await signedIn('student');
    const token = (await client.auth.getSession()).data.session!.access_token;
    const { data } = await client.functions.invoke('probe/some/where', { method: 'GET' });
    expect(data).toMatchObject({ path: '/probe/some/where', authorization: `Bearer ${token}` });
  });

  it('answer as the hosted platform does for a name that is none', async () => {
    const answer = await fetch(`${api()}/functions/v1/nobody`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('run under load without losing a request', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => fetch(`${api()}/functions/v1/probe/${n}`)),
    );
    const paths = await Promise.all(answers.map(async (answer) => (await answer.json()).path));
    expect(paths).toEqual(Array.from({ length: 100 }, (_, n) => `/probe/${n}`));
  });
});

describe('around it', () => {
  it('serves the API page from this machine and one document of all functions', async () => {
    const page = await (await fetch(`${api()}/docs`)).text();
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources.length).toBeGreaterThan(1);
    for (const source of sources) {
      expect(source).toMatch(/^\//);
      expect((await fetch(api() + source)).status).toBe(200);
    }
    const document = await (await fetch(`${api()}/openapi.json`)).json();
    expect(document.servers).toEqual([{ url: `${api()}/functions/v1` }]);
  });

  it('serves the table editor, script and all, to this machine', async () => {
    const studio = stack().status.studio_url;
    const page = await (await fetch(studio)).text();
    const files = [...page.matchAll(/(?:src|href)="(\/static\/[^"]+\.(?:js|css))"/g)];
    expect(files.length).toBeGreaterThan(1);
    for (const [, file] of files) {
      const type = (await fetch(studio + file)).headers.get('content-type');
      expect(type).toMatch(file!.endsWith('.js') ? /javascript/ : /css/);
    }
    const rows = await fetch(`${studio}/rest/v1/users?select=id&limit=1`);
    expect(await rows.json()).toHaveLength(1);
  });
});
