const MARKS = {
  same: ['=', 'as declared'],
  differs: ['≠', 'differs from what is declared'],
  open: ['?', 'cannot be told'],
} as const;

/** Whether what was found is what is declared: a sign, a colour, and words for who sees neither. */
export const VerdictMark = ({ verdict }: { verdict: keyof typeof MARKS }) => {
  const [sign, words] = MARKS[verdict];
  return (
    <span class={`verdict ${verdict}`} title={words}>
      <span aria-hidden='true'>{sign}</span>
      <span class='hidden'>{words}</span>
    </span>
  );
};
