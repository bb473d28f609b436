const LINK = /(https?:\/\/[^\s<>"]+)/;

/** Text with its links made to be followed; they open elsewhere, and are not told from where. */
export const LinkedText = ({ text }: { text: string }) => (
  <>
    {text.split(LINK).map((part, index) =>
      index % 2 === 0 ? part : <a href={part} target='_blank' rel='noopener noreferrer'>{part}</a>
    )}
  </>
);
