import type { Person } from './person.ts';

/** Copies an access token that is good for an hour; who carries none has no button. */
export const TokenButton = ({ person, token }: { person: Person; token: string | null }) =>
  token === null ? <span class='none'>none</span> : (
    <button
      type='button'
      data-copy={token}
      data-copied={`The token of ${person.label} is copied.`}
    >
      Copy<span class='hidden'>the token of {person.label}</span>
    </button>
  );
