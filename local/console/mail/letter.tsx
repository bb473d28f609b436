import type { Mail } from '../../mail/mailbox.ts';
import { LinkedText } from './linked-text.tsx';

/** A mail as text, the fields it carries, and its markup, which is anybody's and so in a frame. */
export const Letter = (
  { mail: { to, subject, text = '', html, headers, sent_at } }: { mail: Mail },
) => (
  <article class='letter'>
    <h2>{subject}</h2>
    <p class='quiet'>
      to {to} · <time datetime={sent_at}>{sent_at}</time>
    </p>
    {headers && <Fields headers={headers} />}
    <pre><LinkedText text={text} /></pre>
    {html !== undefined && (
      <details>
        <summary>Its markup, without styles and pictures</summary>
        <iframe
          sandbox=''
          referrerpolicy='no-referrer'
          loading='lazy'
          title={`Markup of ${subject}`}
          srcdoc={NOTHING_ELSE + html}
        />
      </details>
    )}
  </article>
);

const Fields = ({ headers }: { headers: Record<string, string> }) => (
  <dl class='fields'>
    {Object.entries(headers).map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>
          <LinkedText text={value} />
        </dd>
      </div>
    ))}
  </dl>
);

/**
 * The frame has an origin of its own, and no scripts, forms or windows (`sandbox`); by the page's policy,
 * which it inherits, no styles either. By this one it asks nobody for a picture: that would tell who reads.
 */
const NOTHING_ELSE =
  `<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:">`;
