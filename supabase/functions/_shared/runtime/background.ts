import { describeFault } from '../problems/fault.ts';
import { log } from './log.ts';

/** The hosted platform keeps an isolate alive for what is handed to it; elsewhere it stays anyway. */
interface EdgeRuntime {
  waitUntil(work: Promise<unknown>): void;
}

/** Goes on with work after the answer was sent; a fault is logged. */
export function inBackground(name: string, work: () => Promise<void>): void {
  const done = work().catch((error) =>
    log('error', 'background_fault', { work: name, ...describeFault(error) })
  );
  (globalThis as { EdgeRuntime?: EdgeRuntime }).EdgeRuntime?.waitUntil(done);
}
