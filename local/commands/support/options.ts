import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What was asked of a command cannot be done; the message says why, or how to ask. */
export class WrongOptions extends Error {}

/** @throws WrongOptions what is wrong with the arguments, and the usage */
export function readArgs<const C extends ParseArgsConfig>(
  usage: string,
  config: C,
): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new WrongOptions(`${(error as Error).message}\n\n${usage}`);
  }
}
