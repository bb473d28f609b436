import type { Person } from '../people/person.ts';

interface Props {
  person: Person;
  what: string;
  kept: boolean;
  ms: number;
}

/** Says what came of a run, as whom, and whether anything stays of it. */
export const OutcomeLine = ({ person, what, kept, ms }: Props) => (
  <p class='outcome' role='status'>
    As <strong>{person.label}</strong>: {what} in {ms.toFixed(1)} ms,{' '}
    <strong>{kept ? 'kept' : 'rolled back'}</strong>.
  </p>
);
