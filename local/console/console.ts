import { getRequestListener } from '@hono/node-server';
import type { RequestListener } from 'node:http';
import { createMadeUpPeople } from './people/made-up.ts';
import { pages } from './pages.ts';
import { createOnce } from './run-as/once.ts';
import { createApp } from './shell/app.tsx';
import { openConsoleDoors } from './workbench/doors.ts';
import type { StackFacts } from './workbench/stack-facts.ts';

export interface ConsoleOptions {
  port: number;
  /** What the printed link carries. */
  token: string;
  stack: StackFacts;
}

export interface Console {
  listener: RequestListener;
  stop(): Promise<void>;
}

/** The developer console of a stack, with doors of its own to the stack's database. */
export function createConsole({ port, token, stack }: ConsoleOptions): Console {
  const doors = openConsoleDoors(stack);
  const app = createApp({
    port,
    token,
    pages,
    workbench: { stack, doors, madeUp: createMadeUpPeople(), kept: createOnce() },
  });
  return {
    listener: getRequestListener(app.fetch, { overrideGlobalObjects: false }),
    stop: doors.end,
  };
}
