import { describe, expect, it } from 'vitest';
import { parseEndpoint } from './endpoint.ts';

describe('parseEndpoint', () => {
  it('reads every part, decoded', () => {
    const url = 'postgresql://edge.ref:p%40ss%2F@pooler.example.com:6543/data%20base' +
      '?sslmode=verify-full&application_name=api&pgbouncer=true';
    expect(parseEndpoint(url, 'PEM')).toEqual({
      host: 'pooler.example.com',
      port: 6543,
      user: 'edge.ref',
      password: 'p@ss/',
      database: 'data base',
      tls: 'verify',
      ca: 'PEM',
      applicationName: 'api',
    });
  });

  it('has defaults, and takes an IPv6 address out of its brackets', () => {
    expect(parseEndpoint('postgres://edge@[::1]')).toMatchObject({
      host: '::1',
      port: 5432,
      password: '',
      database: 'edge',
      tls: 'off',
    });
  });

  it.each([
    ['not a url', 'is not a URL'],
    ['mysql://edge:secret@host/db', 'postgresql://'],
    ['postgresql://host/db', 'a user'],
    ['postgresql://edge:secret@host/db?sslmode=maybe', 'sslmode'],
  ])('refuses %s without showing the password', (url, message) => {
    expect(() => parseEndpoint(url)).toThrow(message);
    expect(() => parseEndpoint(url)).not.toThrow('secret');
  });
});
