interface Props {
  /** What is between the dates. */
  label: string;
  between: { from: string; to: string };
}

/** The part of a form that asks for two dates, and its button. */
export const DateRange = ({ label, between: { from, to } }: Props) => (
  <>
    <label for='from'>{label}</label>
    <input type='date' id='from' name='from' value={from} max={to} required />
    <label for='to'>to</label>
    <input type='date' id='to' name='to' value={to} required />
    <button type='submit' class='main'>Show</button>
  </>
);
