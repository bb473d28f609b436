/** SCRAM-SHA-256 from the client's side: RFC 5802 and RFC 7677, without channel binding. */
import { Buffer } from 'node:buffer';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const SASL = 10;
const SASL_CONTINUE = 11;

/** Answers the server's authentication requests in turn; undefined where none is due. */
export function answerChallenge(password: string): (request: Buffer) => Buffer | undefined {
  const nonce = randomBytes(18).toString('base64');
  const clientFirst = `n=,r=${nonce}`;
  return (request) => {
    const kind = request.readInt32BE(0);
    if (kind === SASL) return initialResponse(`n,,${clientFirst}`);
    if (kind === SASL_CONTINUE) {
      return Buffer.from(finalMessage(password, clientFirst, request.toString('utf8', 4)));
    }
    return undefined;
  };
}

function initialResponse(message: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(message.length);
  return Buffer.concat([Buffer.from('SCRAM-SHA-256\0'), length, Buffer.from(message)]);
}

function finalMessage(password: string, clientFirst: string, serverFirst: string): string {
  const [, nonce = '', salt = '', iterations] = /^r=(.*),s=(.*),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(
    password,
    Buffer.from(salt, 'base64'),
    Number(iterations),
    32,
    'sha256',
  );
  const clientKey = hmac(salted, 'Client Key');
  const storedKey = createHash('sha256').update(clientKey).digest();
  const withoutProof = `c=biws,r=${nonce}`;
  const signature = hmac(storedKey, `${clientFirst},${serverFirst},${withoutProof}`);
  const proof = clientKey.map((byte, i) => byte ^ (signature[i] ?? 0));
  return `${withoutProof},p=${Buffer.from(proof).toString('base64')}`;
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
