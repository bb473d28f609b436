import type { ExpoPushTicket } from 'expo-server-sdk';
import type { Outcome, Push } from '../../../../../src/sending.ts';
import { faultOf, outcomeOf } from './expo-answers.ts';

export interface ExpoMessage {
  to: string;
  title: string;
  body: string;
  data: Record<string, string>;
  sound: 'default';
}

/** A call that was refused for one message is made again in parts, for no longer than this. */
const APART_MS = 3_000;

/** As the SDK tells them, but that there is something between the brackets. */
const TOKEN =
  /^(Expo(nent)?PushToken\[[^\]\s]+\]|[a-z\d]{8}-[a-z\d]{4}-[a-z\d]{4}-[a-z\d]{4}-[a-z\d]{12})$/i;

/**
 * Sends messages by one call, or by several where Expo refuses all for some of them: for one that it
 * cannot read, and for tokens of two projects.
 */
export async function sendByExpo(
  messages: readonly Push[],
  call: (messages: ExpoMessage[]) => Promise<ExpoPushTicket[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = messages.map(({ token }) =>
    TOKEN.test(token) ? { is: 'unknown' } : { is: 'refused', reason: 'invalid_token' }
  );
  const groups = [outcomes.flatMap(({ is }, i) => is === 'unknown' ? [i] : [])];
  const started = Date.now();
  for (let group = groups.shift(); group; group = groups.shift()) {
    if (group.length === 0) continue;
    const result = await callFor(group.map((i) => messages[i]!), call);
    if (Array.isArray(result)) {
      group.forEach((i, n) => outcomes[i] = result[n]!);
    } else if (result.is === 'mixed') {
      const parts = partsOf(group, messages, result.apart);
      const last: Outcome = group.length === 1
        ? { is: 'refused', reason: result.reason }
        : { is: 'unsent', reason: result.reason };
      if (parts.length > 1 && Date.now() - started < APART_MS) groups.push(...parts);
      else for (const i of group) outcomes[i] = last;
    } else {
      for (const i of group) outcomes[i] = result;
    }
  }
  return outcomes;
}

async function callFor(
  group: readonly Push[],
  call: (messages: ExpoMessage[]) => Promise<ExpoPushTicket[]>,
) {
  try {
    const tickets = await call(
      group.map(({ token, title, body, data }) => ({
        ...{ to: token, title, body, data },
        sound: 'default',
      })),
    );
    return tickets.map(outcomeOf);
  } catch (error) {
    return faultOf(error);
  }
}

/** What is to be called for apart: by project where Expo told which, else one half and the other. */
function partsOf(group: number[], messages: readonly Push[], apart: string[][] | undefined) {
  if (!apart) {
    const half = Math.ceil(group.length / 2);
    return [group.slice(0, half), group.slice(half)].filter((part) => part.length > 0);
  }
  const projects = new Map(apart.flatMap((tokens, n) => tokens.map((token) => [token, n])));
  const parts = new Map<number | undefined, number[]>();
  for (const i of group) {
    const project = projects.get(messages[i]!.token);
    parts.set(project, [...parts.get(project) ?? [], i]);
  }
  return [...parts.values()];
}
