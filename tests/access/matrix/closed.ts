import type { Subject } from '../proof/cells.ts';

/**
 * Functions in `private` for other functions and for their owner: no API role may call them.
 *
 * @param functions name with types, what it returns, and a call; all without the schema
 * @param besides an actor that has cells only where it is named
 */
export const closed = (
  functions: readonly (readonly [name: string, returns: string, call: string])[],
  besides?: 'frontDesk',
): Subject[] =>
  functions.map(([name, returns, call]) => ({
    name: `private.${name}`,
    returns,
    probes: { call: `select private.${call}` },
    access: [`
| actor         | call  |${besides ? `\n| ${besides} | 42501 |` : ''}
| everyone else | 42501 |`],
  }));

/** Functions of triggers. Nobody calls one; the rows it guards have their cells with the tables. */
export const ofTriggers = (...names: string[]): Subject[] =>
  closed(names.map((name) => [`${name}()`, 'trigger', `${name}()`]));
