import { describe, expect, it } from 'vitest';
import { tokenIdentity } from './token-identity.ts';

describe('tokenIdentity', () => {
  it.each([
    ['snake_case', {
      first_name: 'Ana',
      last_name: 'Souza',
      image_url: 'https://img.clerk.com/x',
      email_verified: true,
    }],
    ['camelCase', {
      firstName: 'Ana',
      lastName: 'Souza',
      imageUrl: 'https://img.clerk.com/x',
      emailVerified: true,
    }],
  ])('reads Clerk session claims in %s', (_, says) => {
    const token = { sub: 'user_2ab', iat: 1_700_000_000, email: 'ana@example.com' };
    expect(tokenIdentity('clerk', { ...token, ...says })).toEqual({
      subject: 'user_2ab',
      provider: 'clerk',
      email: 'ana@example.com',
      emailVerified: true,
      firstName: 'Ana',
      lastName: 'Souza',
      imageUrl: 'https://img.clerk.com/x',
      issuedAt: new Date(1_700_000_000_000),
    });
  });

  it.each([
    ['own sign-up', { first_name: 'Ana', last_name: 'Souza' }],
    ['OpenID Connect', { given_name: 'Ana', family_name: 'Souza', full_name: 'A. S.' }],
    ['only a full name', { full_name: ' Ana  Souza ' }],
    ['only a name', { name: 'Ana Souza' }],
  ])('reads Supabase user_metadata: %s', (_, user_metadata) => {
    expect(tokenIdentity('supabase', { sub: 's', user_metadata })).toMatchObject({
      firstName: 'Ana',
      lastName: 'Souza',
    });
  });

  it('keeps the rest of a long name together', () => {
    const claims = { sub: 's', user_metadata: { name: 'Ana Maria de Souza' } };
    expect(tokenIdentity('supabase', claims)).toMatchObject({
      firstName: 'Ana',
      lastName: 'Maria de Souza',
    });
  });

  it('prefers the avatar over the provider’s picture', () => {
    const user_metadata = { avatar_url: 'https://a.example/1', picture: 'https://b.example/2' };
    expect(tokenIdentity('supabase', { sub: 's', user_metadata }).imageUrl)
      .toBe('https://a.example/1');
  });

  it('leaves undefined what the token does not say', () => {
    const silent = {
      email: undefined,
      firstName: undefined,
      lastName: undefined,
      imageUrl: undefined,
      issuedAt: undefined,
    };
    expect(tokenIdentity('supabase', { sub: 's', first_name: 'not here' })).toMatchObject(silent);
    expect(tokenIdentity('clerk', { sub: 's', email: '', first_name: ' ', image_url: 'x:y' }))
      .toMatchObject(silent);
    expect(tokenIdentity('clerk', { sub: 's', email: 7, last_name: null, user_metadata: 'x' }))
      .toMatchObject(silent);
  });

  it('does not take from user_metadata, which its owner may write, that an email is verified', () => {
    const claims = { sub: 's', email: 'a@b.c', user_metadata: { email_verified: true } };
    expect(tokenIdentity('supabase', claims).emailVerified).toBeUndefined();
  });

  it('cuts a name that is too long, between characters, and keeps silent about the rest', () => {
    const image_url = `https://a.test/${'a'.repeat(2048)}`;
    const first_name = '🥋'.repeat(3000);
    expect(tokenIdentity('clerk', {
      ...{ sub: 's', iat: 1e300, email: `${'a'.repeat(320)}@a.test`, first_name, image_url },
    })).toMatchObject({
      ...{ issuedAt: undefined, email: undefined, imageUrl: undefined },
      firstName: '🥋'.repeat(100),
    });
    expect(tokenIdentity('supabase', { sub: 's', user_metadata: { name: `A ${'b'.repeat(200)}` } }))
      .toMatchObject({ firstName: 'A', lastName: 'b'.repeat(100) });
  });

  it('drops NUL, which Postgres cannot store', () => {
    expect(tokenIdentity('clerk', { sub: 's', first_name: 'A\0na' }).firstName).toBe('Ana');
  });
});
