import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { listen } from '../../../local/stack/settings/ports.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from './certificates.ts';

/** Where a mail server says no, or goes away; and by which code. */
export interface SmtpFaults {
  login?: number;
  sender?: number;
  recipient?: number;
  /** After the text came. */
  data?: number;
  /** Goes away once it has the text, without a word. */
  cut?: boolean;
}

/** What came: in which envelope, and as it was. */
export interface Taken {
  from: string;
  to: string[];
  raw: string;
  secure: boolean;
}

const fault = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

/** Starts a mail server on a port of the machine's own, which keeps what it takes. */
export async function startSmtp({ implicit }: { implicit: boolean }) {
  const taken: Taken[] = [];
  const faults: SmtpFaults = {};
  const answer = (code: number | undefined, done: (error?: Error | null) => void) =>
    code === undefined ? done() : done(fault(code));
  const smtp = new SMTPServer({
    ...{ secure: implicit, cert: CERTIFICATE, key: CERTIFICATE_KEY, logger: false },
    authMethods: ['PLAIN'],
    onAuth({ username, password }, _, done) {
      const wrong = username !== 'user' || password !== 'secret' ? 535 : faults.login;
      if (wrong === undefined) done(null, { user: 'user' });
      else done(fault(wrong));
    },
    onMailFrom: (_address, _session, done) => answer(faults.sender, done),
    onRcptTo: (_address, _session, done) => answer(faults.recipient, done),
    onData(stream, { envelope, secure }, done) {
      buffer(stream).then((raw) => {
        if (faults.cut) return sockets.forEach((socket) => socket.destroy());
        if (faults.data !== undefined) return done(fault(faults.data));
        taken.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          ...{ raw: raw.toString(), secure },
        });
        done();
      }, done);
    },
  });
  // What a client's end says of a line that it closed.
  smtp.on('error', () => {});
  const sockets = new Set<import('node:net').Socket>();
  smtp.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(smtp.server, 0);
  return {
    ...{ port, taken, faults },
    stop: () =>
      new Promise<void>((done) => {
        sockets.forEach((socket) => socket.destroy());
        smtp.close(() => done());
      }),
  };
}
