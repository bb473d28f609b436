/** `npm run -s why`: who may do what with a row, and why. What it tries is undone. */
import process from 'node:process';
import { openOwner } from '../access/open-owner.ts';
import { readOptions, type WhyOptions } from '../access/why-options.ts';
import { connectionPorts } from '../explain/connection-ports.ts';
import { explainFunction } from '../explain/explain-function.ts';
import { explainerOf } from '../explain/explain.ts';
import { keyOfId } from '../explain/key-of-id.ts';
import { personOf } from '../explain/person-of.ts';
import { ExplainError, type Ports, raisedOf, StageError } from '../explain/ports.ts';
import { renderFunction, renderText } from '../explain/render/terminal.ts';
import { StackError } from '../stack/settings/stack-error.ts';
import { WrongOptions } from './support/options.ts';

async function why(options: WhyOptions): Promise<void> {
  const { url, who } = options;
  if (!url) {
    // Another database needs nothing of the stack.
    const { withPerson } = await import('../access/with-person.ts');
    return await withPerson(who, (ports) => answer(ports, options));
  }
  const owner = await openOwner(url);
  try {
    await answer(connectionPorts(owner, personOf(who)), options);
  } finally {
    await owner.end({ timeout: 2 });
  }
}

async function answer(ports: Ports, { about, json }: WhyOptions): Promise<void> {
  if ('function' in about) {
    const explained = await explainFunction(ports, about.function);
    return console.log(json ? JSON.stringify(explained, null, 2) : renderFunction(explained));
  }
  const key = about.id === undefined
    ? {}
    : { key: await keyOfId(ports, about.question.table, about.id) };
  const explained = await explainerOf(ports).explain({ ...about.question, ...key });
  console.log(json ? JSON.stringify(explained, null, 2) : renderText(explained));
}

try {
  await why(readOptions(process.argv.slice(2)));
} catch (error) {
  const known = [WrongOptions, ExplainError, StackError, StageError].some((kind) =>
    error instanceof kind
  );
  const said = known ? (error as Error).message : raisedOf(error)?.message;
  if (said === undefined) throw error;
  console.error(said);
  process.exitCode = 1;
}
