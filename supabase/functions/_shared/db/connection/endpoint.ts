/** Where and as whom to connect. */
export interface Endpoint {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** `on` encrypts without checking the certificate, as libpq's `require` does. */
  tls: 'off' | 'prefer' | 'on' | 'verify';
  /** A certificate authority in PEM, for `verify`. */
  ca: string | undefined;
  applicationName: string;
}

const TLS: Record<string, Endpoint['tls']> = {
  disable: 'off',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'on',
  'verify-ca': 'verify',
  'verify-full': 'verify',
};

/**
 * Reads a connection string, `postgresql://user:password@host:port/database?sslmode=require`.
 * `sslmode` has libpq's names; without one the connection is not encrypted. Throws a TypeError
 * that names what is wrong and never the password.
 */
export function parseEndpoint(url: string, ca?: string): Endpoint {
  if (!URL.canParse(url)) throw new TypeError('The connection string is not a URL');
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  if (protocol !== 'postgresql:' && protocol !== 'postgres:') {
    throw new TypeError('The connection string must begin with postgresql://');
  }
  if (!hostname || !username) throw new TypeError('The connection string needs a host and a user');
  const sslmode = searchParams.get('sslmode') ?? 'disable';
  const tls = TLS[sslmode];
  if (!tls) throw new TypeError(`The connection string has an unknown sslmode: ${sslmode}`);
  const user = decodeURIComponent(username);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 5432),
    user,
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || user,
    tls,
    ca,
    applicationName: searchParams.get('application_name') ?? 'edge',
  };
}
