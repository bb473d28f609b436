import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../../local/stack/settings/ports.ts';
import {
  createExpoApi,
  type ExpoError,
  type ExpoMessage,
} from '../../../local/sending/expo-api.ts';
import { failBy, type Fault } from './faults.ts';

export interface ExpoDouble {
  url: string;
  /** What it took, by device: every message that its owner would see. */
  taken: Map<string, ExpoMessage[]>;
  /** Is told of each message as it is taken. */
  onTaken: (token: string, message: ExpoMessage) => void;
  /** The calls, as they were answered: `taken` says more. */
  calls: { path: string; fault: Fault | undefined; headers: Record<string, string | undefined> }[];
  /** Decides how the next call fails. */
  fault: (call: number) => Fault | undefined;
  /** What is wrong with devices: in the ticket, or only in the receipt. */
  inTicket: Map<string, ExpoError>;
  inReceipt: Map<string, ExpoError | null>;
  projects: Map<string, string>;
  stop(): Promise<void>;
}

/** A server that speaks Expo's push API as the local stack does, and fails as the test wants. */
export async function startExpo(
  { accessToken }: { accessToken?: string } = {},
): Promise<ExpoDouble> {
  const api = createExpoApi({
    ...accessToken && { accessToken },
    take(token, message) {
      const error = double.inTicket.get(token);
      if (error) return error;
      const before = double.taken.get(token);
      if (before) before.push(message);
      else double.taken.set(token, [message]);
      double.onTaken(token, message);
      return undefined;
    },
    receiptOf: (token) => double.inReceipt.get(token),
    projectOf: (token) => double.projects.get(token) ?? '@tatame/app',
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const headers = request.headers as Record<string, string | undefined>;
    const fault = double.fault(double.calls.length);
    double.calls.push({ path, fault, headers });
    const take = async () => api.answer(path, headers, await buffer(request));
    // Who hangs up in the middle hears no answer.
    failBy(fault, { request, response, take }).catch(() => request.socket.destroy());
  });
  const port = await listen(server, 0);
  const double: ExpoDouble = {
    url: `http://127.0.0.1:${port}`,
    taken: new Map(),
    onTaken: () => {},
    calls: [],
    fault: () => undefined,
    inTicket: new Map(),
    inReceipt: new Map(),
    projects: new Map(),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}
