import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Mail } from '../../local/mail/mailbox.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';

const { api_url, secret_key } = stack().status;
const PASSWORD = 'a-long-password';
const newEmail = () => `${randomUUID()}@tatame.test`;

async function lastMail(to: string): Promise<Mail & { link: string; code: string | undefined }> {
  const answer = await fetch(`${api_url}/mail.json?to=${encodeURIComponent(to)}`);
  const [mail] = (await answer.json() as { items: Mail[] }).items;
  const link = mail!.text!.match(/https?:\/\/\S+/)![0];
  return { ...mail!, link, code: mail!.text!.match(/\b\d{6}\b/)?.[0] };
}

async function signUp(): Promise<string> {
  const email = newEmail();
  const { error } = await supabase().auth.signUp({ email, password: PASSWORD });
  expect(error).toBeNull();
  return email;
}

describe('mail', () => {
  it('holds a link that opens on the stack and leads back to the app, signed in', async () => {
    const email = await signUp();
    const emailRedirectTo = 'http://localhost:5173/welcome';
    const { error } = await supabase().auth.signInWithOtp({ email, options: { emailRedirectTo } });
    expect(error).toBeNull();
    const { link } = await lastMail(email);
    expect(link).toContain(`${api_url}/auth/v1/verify?`);
    const followed = await fetch(link, { redirect: 'manual' });
    const [place, fragment] = followed.headers.get('location')!.split('#');
    expect(place).toBe(emailRedirectTo);
    const token = new URLSearchParams(fragment).get('access_token')!;
    expect((await supabase().auth.getUser(token)).data.user?.email).toBe(email);
  });

  it('holds a code that verifyOtp takes as the hosted service does', async () => {
    const email = await signUp();
    const client = supabase();
    await client.auth.signInWithOtp({ email });
    const { code } = await lastMail(email);
    const wrong = await client.auth.verifyOtp({ email, token: '000000', type: 'email' });
    expect(wrong.error?.code).toBe('otp_expired');
    const { data, error } = await client.auth.verifyOtp({ email, token: code!, type: 'email' });
    expect(error).toBeNull();
    expect(data.session?.user.email).toBe(email);
  });

  it('resets a password', async () => {
    const email = await signUp();
    const redirectTo = 'http://localhost:5173/reset';
    expect((await supabase().auth.resetPasswordForEmail(email, { redirectTo })).error).toBeNull();
    const followed = await fetch((await lastMail(email)).link, { redirect: 'manual' });
    expect(followed.headers.get('location')).toMatch(
      /^http:\/\/localhost:5173\/reset#.*type=recovery/,
    );
  });

  it('is shown on a page, its links to be clicked and nothing of it run', async () => {
    const email = await signUp();
    await supabase().auth.signInWithOtp({ email });
    const { link } = await lastMail(email);
    const page = await (await fetch(`${api_url}/mail`)).text();
    expect(page).toContain(email);
    expect(page).toContain(`<a href="${link.replaceAll('&', '&amp;')}">`);
  });
});

describe('auth.admin', () => {
  const { admin } = supabase({ key: secret_key }).auth;
  const signIn = (email: string, password: string) =>
    supabase().auth.signInWithPassword({ email, password });

  it('makes, finds, changes and removes users with the secret key', async () => {
    const email = newEmail();
    const { data: { user }, error } = await admin.createUser({
      email,
      password: PASSWORD,
      email_confirm: true,
      user_metadata: { first_name: 'Ana' },
      app_metadata: { plan: 'pro' },
    });
    expect(error).toBeNull();
    expect(user).toMatchObject({
      email,
      user_metadata: { first_name: 'Ana' },
      app_metadata: { plan: 'pro', provider: 'email' },
    });
    expect((await admin.createUser({ email })).error?.code).toBe('email_exists');
    expect((await signIn(email, PASSWORD)).error).toBeNull();

    const listed = await admin.listUsers({ page: 1, perPage: 1000 });
    expect(listed.data.users.map(({ id }) => id)).toContain(user!.id);
    await admin.updateUserById(user!.id, {
      password: 'another-password',
      user_metadata: { first_name: 'Eva' },
    });
    expect((await signIn(email, PASSWORD)).error).not.toBeNull();
    const again = await signIn(email, 'another-password');
    expect(again.data.user?.user_metadata).toMatchObject({ first_name: 'Eva' });

    expect((await admin.deleteUser(user!.id)).error).toBeNull();
    expect((await admin.getUserById(user!.id)).error?.code).toBe('user_not_found');
    expect((await signIn(email, 'another-password')).error).not.toBeNull();
  });

  it('is closed to the publishable key', async () => {
    expect((await supabase().auth.admin.listUsers()).error).not.toBeNull();
    expect((await supabase().auth.admin.deleteUser(randomUUID())).error).not.toBeNull();
  });
});
