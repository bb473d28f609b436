import type { Standing } from './standing.ts';

/** Says which actors of the matrix the person is, and by what. */
export const StandingLine = ({ standing: { actors } }: { standing: Standing }) => (
  <p class='standing'>
    Declared as {actors.map(({ actor, because }, index) => (
      <>
        {index > 0 && ' and '}
        <strong>{actor}</strong> ({because})
      </>
    ))}.{actors.length > 1 && ' Several standings: their rights count together.'}
  </p>
);
