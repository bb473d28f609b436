import { randomUUID } from 'node:crypto';

const aCitation = JSON.stringify([{
  ...{ chunk_id: randomUUID(), document_id: randomUUID(), title: 'a', heading: null },
  ...{ quote: 'a', start_offset: 0, end_offset: 1 },
}]);

/** Ends a request with an answer of one citation. */
export const end = (request: string, status: string) =>
  `select private.end_agent_request(${request}, '${status}', 'out', '${aCitation}', 'why')`;
