import { Notice } from '../parts/notice.tsx';
import { ArmsList } from './arms-list.tsx';
import { MutantsTable } from './mutants-table.tsx';
import { scoreOf, type Tried } from './proof.ts';
import type { Policy } from './read-policies.ts';
import { ScoreText } from './score-text.tsx';
import type { Written } from './written.ts';

interface Props {
  policy: Policy;
  tried: Tried[];
  written: Written | undefined;
}

/** One policy: as it is written, as Postgres has it, and how much of it a cell would miss. */
export const PolicyView = ({ policy, tried, written }: Props) => (
  <section class='policy' aria-labelledby={policy.name}>
    <h3 id={policy.name}>
      <code>{policy.name}</code>{' '}
      <span class='quiet'>
        {policy.permissive ? 'permissive' : 'restrictive'}, for {policy.command}, to{' '}
        {policy.roles.join(', ')}
      </span>
    </h3>
    {written
      ? (
        <figure>
          <figcaption class='quiet'>
            As it is written: <code>{written.path}:{written.line}</code>
          </figcaption>
          <pre tabindex={0}>{written.text}</pre>
        </figure>
      )
      : <Notice kind='fault' title='No schema file declares this policy' />}
    <figure>
      <figcaption class='quiet'>As Postgres has it</figcaption>
      {policy.using !== null && <pre tabindex={0}>using {policy.using}</pre>}
      {policy.check !== null && <pre tabindex={0}>with check {policy.check}</pre>}
    </figure>
    <p>
      Mutants: <ScoreText score={scoreOf(tried)} />
    </p>
    <ArmsList tried={tried} />
    <details>
      <summary>The mutants, and what noticed each</summary>
      <MutantsTable caption={`Mutants of ${policy.name}`} tried={tried} />
    </details>
  </section>
);
