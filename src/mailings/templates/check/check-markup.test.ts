import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { composeMail } from '../compose-mail.ts';
import { loadEngines } from '../engine/engine.ts';
import { loadRenderer } from '../render-message.ts';
import { exampleValues } from '../values.ts';
import { checkMarkup } from './check-markup.ts';

const { library } = await loadEngines();
const renderMessage = await loadRenderer();
const codes = (html: string) => [...new Set(checkMarkup(html, library).map(({ code }) => code))];

const GOOD = `
<h1>Hello {{ first_name }}</h1>
<p style="color: #333; font-size: 14px">From <a href="{{ shop_url }}" title='{{ gym_name }}'>{{ gym_name }}</a>
{% if orders_count > 3 %}<strong>{{ orders_count }} orders &amp; {{ total_spent }}</strong>{% else %}one{% endif %}
<a href="https://gym.test/?name={{ first_name | url_encode }}&amp;belt={{ belt }}">there</a>
<img src="https://gym.test/logo.png" alt="{{ last_name }}"><br>
<a href="mailto:dojo@gym.test">write</a></p>`;

describe('the markup of a mail', () => {
  it('may have what mails have', () => {
    expect(checkMarkup(GOOD, library)).toEqual([]);
  });

  it.each([
    ['a script', '<script>1</script>', 'markup_refused'],
    ['a style sheet', '<style>p { color: red }</style>', 'markup_refused'],
    ['a form', '<form action="https://x.test"></form>', 'markup_refused'],
    ['a frame', '<iframe src="https://x.test"></iframe>', 'markup_refused'],
    ['a drawing', '<svg><script>1</script></svg>', 'markup_refused'],
    ['a base', '<base href="https://x.test">', 'markup_refused'],
    ['a handler', '<p onclick="x()">a</p>', 'markup_refused'],
    ['a comment', '<!-- {{ gym_name }} -->', 'markup_refused'],
    ['a document', '<!doctype html><p>a</p>', 'markup_refused'],
    ['a style that loads', '<p style="background: url(https://x.test)">a</p>', 'markup_refused'],
    ['what hides', '<p style="position: fixed">a</p>', 'markup_refused'],
    ['what is open', '<div><p>a</p>', 'markup_refused'],
    ['a tag that is open', '<p>a</p><a href="https://x.test', 'markup_refused'],
    ['a comment that is open', '<p>a</p><!-- ', 'markup_refused'],
    ['an end before', '</div><div>', 'markup_refused'],
    ['a mark of ours', '<p>\ue000</p>', 'markup_refused'],
    ['a value as an element', '<{{ gym_name }}>a', 'markup_refused'],
    ['a value as an end', '<b>a</{{ gym_name }}></b>', 'markup_refused'],
    ['a value that closes up', '< {{- gym_name }}>a', 'markup_refused'],
    ['a value as an attribute', '<p {{ gym_name }}>a</p>', 'output_refused'],
    ['a value without quotes', '<p title={{ gym_name }}>a</p>', 'output_refused'],
    ['a value as a style', '<p style="color: {{ gym_name }}">a</p>', 'output_refused'],
    ['a value as a class', '<p class="{{ gym_name }}">a</p>', 'output_refused'],
    ['a condition in a tag', '<p {% if belt %}title="x"{% endif %}>a</p>', 'output_refused'],
    [
      'a condition in an address',
      '<a href="https://{% if belt %}a{% endif %}.test">a</a>',
      'output_refused',
    ],
    ['script as an address', '<a href="javascript:alert(1)">a</a>', 'link_refused'],
    ['script, spelled otherwise', '<a href="java&#x0A;script:alert(1)">a</a>', 'link_refused'],
    ['data as an address', '<a href="data:text/html,x">a</a>', 'link_refused'],
    ['http', '<a href="http://x.test">a</a>', 'link_refused'],
    ['no host', '<a href="/x">a</a>', 'link_refused'],
    ['a value as an address', '<a href="{{ gym_name }}">a</a>', 'link_refused'],
    ['a value as a host', '<a href="https://{{ gym_name }}/">a</a>', 'link_refused'],
    ['a value behind a host', '<a href="https://x.test{{ gym_name }}">a</a>', 'link_refused'],
    ['a link that is altered', '<a href="{{ shop_url | upcase }}">a</a>', 'link_refused'],
    ['a value as a picture', '<img src="https://x.test/{{ gym_name }}" alt="">', 'output_refused'],
    ['a value in mailto', '<a href="mailto:{{ gym_name }}@x.test">a</a>', 'link_refused'],
  ])('has no %s', (_what, html, code) => {
    expect(codes(html)).toContain(code);
  });
});

/** Elements and attributes, in order, without words and values; and the addresses. */
function shapeOf(html: string) {
  const shape: string[] = [];
  const hosts: string[] = [];
  new Parser({
    onopentag: (name, attributes) => {
      shape.push(`${name}[${Object.keys(attributes)}]`);
      for (const at of ['href', 'src']) {
        const address = attributes[at];
        if (address?.startsWith('mailto:')) hosts.push(address);
        else if (address) hosts.push(new URL(address).origin);
      }
    },
    onclosetag: (name) => shape.push(`/${name}`),
    oncomment: () => shape.push('comment'),
    onprocessinginstruction: (name) => shape.push(name),
  }).end(html);
  return { shape, hosts };
}

const template = {
  channel: 'email' as const,
  default_locale: 'en',
  contents: {
    en: { subject: '{{ first_name }}: {{ gym_name }}', text: '{{ first_name }}', html: GOOD },
  },
  fallbacks: { en: { first_name: 'friend', last_name: 'there', belt: 'none' } },
};
const mailOf = (values: object) =>
  composeMail(renderMessage(template, 'en', { ...exampleValues, ...values }), {
    shop: {
      name: String({ ...exampleValues, ...values }.gym_name),
      postal_address: 'Rua A\r\n1 <b>',
    },
    unsubscribe_url: 'https://api.test/functions/v1/mailings/unsubscribe/token',
    preferences_url: 'https://gym.test/preferences/#token',
  });
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '"><script>alert(1)</script>',
    "' onmouseover='x",
    '</td></tr></table><!--',
    '{{ shop_url }}{% if x %}',
    'javascript:alert(1)',
    '\r\nBcc: eve@evil',
    '&lt;b&gt;&#x3c;script&#x3e;',
    ']]><!DOCTYPE x>',
    '\u2028Subject: x',
    '\u0000<p>',
  ),
  fc.array(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '=',
      '/',
      '-',
      '!',
      '`',
      'a',
      ' ',
      '\n',
      '{',
      '}',
      '%',
    ),
  )
    .map((parts) => parts.join('')),
);

it('no value makes an element, an attribute, another address or a line of a header', () => {
  const plain = shapeOf(mailOf({}).html!);
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (first_name, last_name, gym_name, belt) => {
      const named = `Dojo ${gym_name}`;
      const { subject, html, headers } = mailOf({ first_name, last_name, gym_name: named, belt });
      expect(shapeOf(html!)).toEqual(plain);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(subject).not.toBe('');
      expect(Object.keys(headers)).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post']);
    }),
    { numRuns: 400 },
  );
}, 60_000);

it('whatever markup is let through has the same shape for every value', () => {
  const piece = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<a href="https://x.test/',
      '">',
      '</a>',
      '<img alt="',
      " title='",
      "'",
      '"',
      '>',
    ],
    ...[
      '{{ gym_name }}',
      '{{ shop_url }}',
      '{% if orders_count > 1 %}',
      '{% endif %}',
      '<b',
      '<!--',
      '-->',
    ],
    ...[
      'text',
      '<td>',
      '</td>',
      '<style>',
      '</style>',
      '<br>',
      ' href=',
      '&quot;',
      '<!',
      '</',
      '/>',
      '<%',
      '`',
    ],
  );
  let passed = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), hostile, (pieces, gym_name) => {
      const html = pieces.join('');
      if (html.trim() === '' || checkMarkup(html, library).length > 0) return;
      const words = { ...template, contents: { en: { subject: 'a', text: 'b', html } } };
      const rendered = (value: string) => {
        try {
          return renderMessage({ ...words }, 'en', { ...exampleValues, gym_name: value }).html!;
        } catch {
          return undefined;
        }
      };
      const [plain, bad] = [rendered('Dojo'), rendered(`b${gym_name}`)];
      if (plain === undefined || bad === undefined) return;
      passed++;
      expect(shapeOf(bad)).toEqual(shapeOf(plain));
    }),
    { numRuns: 4_000 },
  );
  expect(passed).toBeGreaterThan(100);
}, 60_000);
