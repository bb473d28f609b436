import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { Webhook } from 'standardwebhooks';
import { listen } from '../../local/stack/settings/ports.ts';

/** What a test needs to speak as Clerk; plain data, so that it crosses to the test workers. */
export interface Clerk {
  issuer: string;
  signingKey: JWK;
  /** The current signing secret of its webhooks and one that was rotated out but still holds. */
  webhookSecrets: [string, string];
}

/** A second issuer with keys of its own, published over HTTP as Clerk publishes them. */
export async function startClerk() {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { kid: 'ins_test', alg: 'RS256', use: 'sig' };
  const jwks = JSON.stringify({ keys: [{ ...await exportJWK(publicKey), ...key }] });
  const server = createServer((_, answer) =>
    answer.setHeader('content-type', 'application/json').end(jwks)
  );
  const port = await listen(server, 0);
  const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`;
  const access: Clerk = {
    issuer: `http://127.0.0.1:${port}`,
    signingKey: { ...await exportJWK(privateKey), ...key },
    webhookSecrets: [newSecret(), newSecret()],
  };
  return {
    access,
    env: {
      CLERK_ISSUER: access.issuer,
      CLERK_WEBHOOK_SECRETS: access.webhookSecrets.join(','),
    },
    stop: () => new Promise((done) => server.close(done)),
  };
}

/**
 * A session token as Clerk's, with the profile its template was customised to carry. Clerk's live for
 * a minute; these outlast the longest test on a busy machine.
 */
export async function clerkToken(
  { issuer, signingKey }: Clerk,
  subject: string,
  claims: Record<string, unknown> = {},
): Promise<string> {
  return await new SignJWT({ azp: 'https://app.tatame.test', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: signingKey.kid! })
    .setSubject(subject).setIssuer(issuer).setIssuedAt().setExpirationTime('10m')
    .sign(await importJWK(signingKey, 'RS256'));
}

/** The request of a delivery, signed as Svix signs Clerk's. */
export function clerkDelivery(
  secret: string,
  id: string,
  event: unknown,
  sentAt = new Date(),
): RequestInit {
  const body = JSON.stringify(event);
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign(id, sentAt, body),
    },
  };
}
