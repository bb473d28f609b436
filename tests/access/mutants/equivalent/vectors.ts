import type { Equivalent } from './equivalent.ts';
import type { Mutant } from '../mutant.ts';

/** Whether what was broken is there only where pgvector is; `vectors.test.ts` tries those. */
export const isAboutVectors = ({ name }: Mutant): boolean =>
  /chunk_embeddings|nearest_chunks|search_chunks_hybrid/.test(name);

export const equivalentWithVectors: Equivalent[] = [
  {
    mutants: /^table private\.chunk_embeddings: (disable|no force) row level security$/,
    because: 'Only service_role and the owner, who bypass row security, hold a privilege on it.',
  },
  {
    mutants: /^grant execute on function private\.nearest_chunks\(.*\) to (anon|authenticated)$/,
    because: 'It runs with the rights of who calls it, and those roles may not read the table.',
  },
  {
    mutants: /^function private\.search_chunks_hybrid\(.*"caller is null", is false$/,
    because: 'The keys are then a null and no gym, which no chunk has.',
  },
  {
    mutants:
      /^function private\.search_chunks_hybrid\(.*"(not best_per_document|nth_of_document = 1)", is/,
    because: 'Ranking: which chunk of a document speaks for it, among those that were found.',
  },
  {
    mutants: /^function private\.search_chunks_hybrid\(.*"lexical\.id = page\.id", is false$/,
    because: 'The highlights are computed anew.',
  },
];
