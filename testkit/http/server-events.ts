export interface ReceivedEvent {
  id: number;
  event: string;
  // deno-lint-ignore no-explicit-any -- a test reads whatever the contract says is there
  data: any;
}

/** The server-sent events of an answer, as they arrive; leaving the loop hangs up. */
export async function* serverEvents(response: Response): AsyncGenerator<ReceivedEvent> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (pending + value).split('\n\n');
      pending = blocks.pop()!;
      for (const block of blocks) {
        const fields = new Map(
          block.split('\n').map((line): [string, string] => {
            const colon = line.indexOf(': ');
            return [line.slice(0, colon), line.slice(colon + 2)];
          }),
        );
        const [event, data] = [fields.get('event'), fields.get('data')];
        if (event && data) yield { id: Number(fields.get('id')), event, data: JSON.parse(data) };
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** All events of an answer, to its end. */
export async function allEvents(response: Response): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  for await (const event of serverEvents(response)) events.push(event);
  return events;
}

/** The text that the deltas among events make. */
export const textOf = (events: readonly ReceivedEvent[]): string =>
  events.map(({ event, data }) => event === 'delta' ? data.text : '').join('');
