import type { Overview } from '../../../src/owner/overview/contract.ts';

const percent = (share: number | null) =>
  share === null ? 'nobody was a member before' : `${(share * 100).toFixed(1)} %`;

const named = (
  people: readonly { first_name: string | null; last_name: string | null }[],
) =>
  people.slice(0, 5).map(({ first_name, last_name }) =>
    [first_name, last_name].filter(Boolean).join(' ')
  ).join(', ') || 'nobody';

/** Who came and left, and whom to look after. */
export const PeopleFacts = ({ overview }: { overview: Overview }) => {
  const { members, gradings_due, at_risk, birthdays, unread } = overview;
  return (
    <dl class='facts'>
      <dt>Members</dt>
      <dd>
        <strong>{members.at_end}</strong>, after {members.at_start}: {members.joined} joined,{' '}
        {members.returned} came back, {members.left} left; {overview.trained} trained
      </dd>
      <dt>Churn</dt>
      <dd>{percent(members.churn_rate)}</dd>
      <dt>Gradings due</dt>
      <dd>{gradings_due.total}: {named(gradings_due.items)}</dd>
      <dt>At risk</dt>
      <dd>{at_risk.total}: {named(at_risk.items)}</dd>
      <dt>Birthdays</dt>
      <dd>within a week: {named(birthdays)}</dd>
      <dt>Unread</dt>
      <dd>{unread}</dd>
    </dl>
  );
};
