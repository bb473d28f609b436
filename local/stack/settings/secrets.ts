import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { fileFault, StackError } from './stack-error.ts';
import { writeJson } from './state.ts';

/** What a hosted project would be given; made once per data directory, so that keys survive. */
export interface Secrets {
  publishableKey: string;
  secretKey: string;
  /** Private ES256 key that signs access tokens. */
  signingKey: JWK;
  /** HS256 secret between the gateway and the Auth and Data API behind it; never leaves them. */
  innerSecret: string;
  edgePassword: string;
  edgeSystemPassword: string;
  /** With it the caller's door signs claims, and the database believes them. */
  claimsSigningKey: string;
  cursorSecret: string;
  /** What PINs at front desks are hashed with. */
  pinHashKey: string;
  /** What the credentials of shops are sealed with. */
  storeKeys: string;
  /** Signs what the local stack would get from Clerk; `.env` may name the real ones. */
  clerkWebhookSecret: string;
  /** The same of Resend. */
  resendWebhookSecret: string;
  /** Opens the developer console; kept, so that an open tab outlives a restart. */
  consoleToken: string;
}

/** @throws StackError when the file cannot be read: new keys would sign every phone out unasked */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const stored = await readStored(path);
  const secrets = { ...await newSecrets(), ...stored };
  if (Object.keys(secrets).length > Object.keys(stored).length) {
    await writeJson(path, secrets).catch((error) => {
      throw fileFault('write', path, error);
    });
  }
  return secrets;
}

async function readStored(path: string): Promise<Partial<Secrets>> {
  try {
    const stored: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof stored === 'object' && stored !== null && !Array.isArray(stored)) return stored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    if (!(error instanceof SyntaxError)) throw fileFault('read', path, error);
  }
  throw new StackError(`${path} is damaged: bring it back, or delete it to get new keys.`);
}

const newSecrets = async (): Promise<Secrets> => ({
  publishableKey: apiKey('publishable'),
  secretKey: apiKey('secret'),
  signingKey: await newSigningKey(),
  innerSecret: randomBytes(32).toString('base64url'),
  edgePassword: randomBytes(18).toString('base64url'),
  edgeSystemPassword: randomBytes(18).toString('base64url'),
  claimsSigningKey: randomBytes(32).toString('base64url'),
  cursorSecret: randomBytes(32).toString('base64url'),
  pinHashKey: randomBytes(32).toString('base64url'),
  storeKeys: `local:${randomBytes(32).toString('base64')}`,
  consoleToken: randomBytes(24).toString('base64url'),
  clerkWebhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
  resendWebhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
});

const apiKey = (kind: 'publishable' | 'secret') =>
  `sb_${kind}_${randomBytes(16).toString('base64url')}_${randomBytes(6).toString('base64url')}`;

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  return { ...await exportJWK(privateKey), kid, alg: 'ES256', use: 'sig' };
}
