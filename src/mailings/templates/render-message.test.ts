import { describe, expect, it } from 'vitest';
import { composeMail } from './compose-mail.ts';
import { mailingLinks } from './mailing-links.ts';
import { loadRenderer } from './render-message.ts';
import { exampleValues } from './values.ts';

const renderMessage = await loadRenderer();

const template = {
  channel: 'email' as const,
  default_locale: 'en',
  contents: {
    en: {
      subject: 'Hello {{ first_name }}',
      text: 'You ordered {{ orders_count }} times, for {{ total_spent }}.',
      html:
        '<p>Hello {{ first_name }}, <a href="{{ shop_url }}" title="{{ gym_name }}">shop</a></p>',
    },
    'pt-BR': {
      subject: 'Oi {{ first_name }}',
      text: 'Desde {{ last_order_on | default: "sempre" }}: {{ total_spent }}.',
    },
  },
  fallbacks: { en: { first_name: 'friend' }, 'pt-BR': { first_name: 'amiga' } },
};

describe('a message', () => {
  it('is in the language of its customer, with money and days as the language writes them', () => {
    expect(renderMessage(template, 'pt', exampleValues)).toEqual({
      locale: 'pt-BR',
      subject: 'Oi Ana',
      text: 'Desde 2 de março de 2026: R$\u00a0480,00.',
    });
    expect(renderMessage(template, 'de-AT', exampleValues)).toMatchObject({
      locale: 'en',
      text: 'You ordered 4 times, for R$480.00.',
    });
  });

  it('has what stands for a value that a customer has none of, in each language', () => {
    const nameless = { ...exampleValues, first_name: null, last_order_on: null };
    expect(renderMessage(template, 'en', nameless).subject).toBe('Hello friend');
    expect(renderMessage(template, 'pt_br', nameless)).toMatchObject({
      subject: 'Oi amiga',
      text: 'Desde sempre: R$\u00a0480,00.',
    });
  });

  it('takes a name that is a link for none, and ends no line with one', () => {
    const named = (first_name: string) =>
      renderMessage(template, 'en', { ...exampleValues, first_name }).subject;
    for (const link of ['https://evil.test', 'www.evil', 'Win evil.test/now', 'a@evil.test']) {
      expect(named(link)).toBe('Hello friend');
    }
    // Whatever ends it, in other dots, as a number, and as mail programs read a header.
    const hidden = ['Win at evil.test!', 'evil.test, Ana', 'evil.test:8080', 'evil.test?you'];
    hidden.push('evil.xn--p1ai', 'evil．test', 'evil｡test', '192.0.2.7');
    hidden.push('=?utf-8?B?aHR0cHM6Ly9ldmls?=');
    for (const link of hidden) expect([link, named(link)]).toEqual([link, 'Hello friend']);
    for (const name of ['J. R. R. Tolkien', 'Ana M.', "D'Ávila-Souza", 'Bia 2.0']) {
      expect(named(name)).toBe(`Hello ${name}`);
    }
    expect(named('Ana\r\nBcc: eve@evil')).toBe('Hello friend');
    expect(named('Ana\r\nBcc: eve')).toBe('Hello Ana Bcc: eve');
    expect(named('\u202eanA')).toBe('Hello anA');
    expect([...named('x'.repeat(400))]).toHaveLength(200);
  });

  it('is not rendered without a value that nothing stands for', () => {
    const { total_spent: _, ...values } = exampleValues;
    expect(() => renderMessage(template, 'en', values)).toThrow('total_spent');
    expect(() => renderMessage(template, 'en', { ...values, total_spent: 'NaN' })).toThrow();
  });

  it('is not rendered from a version that was written past the check', () => {
    const wrong = (html: string) => ({
      ...template,
      contents: { en: { subject: 'a', text: 'b', html } },
      fallbacks: {},
    });
    expect(() => renderMessage(wrong('<script>1</script>'), 'en', exampleValues)).toThrow();
    expect(() => renderMessage(wrong('{{ first_name }}'), 'en', exampleValues)).toThrow();
  });
});

it('is one mail with its foot and the header fields of one click', () => {
  const links = mailingLinks(
    { functions_url: 'https://x.test/functions/v1', page_url: 'https://gym.test/preferences/' },
    'tok_en-1',
  );
  const mail = composeMail(renderMessage(template, 'pt', exampleValues), {
    shop: { name: 'Dojo & <filhos>', postal_address: 'Rua A, 1\n01000-000 São Paulo' },
    ...links,
  });
  expect(mail.headers).toEqual({
    'List-Unsubscribe': '<https://x.test/functions/v1/mailings/unsubscribe/tok_en-1>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  expect(mail.text.split('\n').slice(2)).toEqual([
    '-- ',
    'Você recebe este e-mail porque aceitou e-mails de Dojo & <filhos>.',
    'Rua A, 1, 01000-000 São Paulo',
    'Cancelar a inscrição ou escolher o que receber: https://gym.test/preferences/#tok_en-1',
    '',
  ]);
  expect(mail).not.toHaveProperty('html');
  const { html } = composeMail(renderMessage(template, 'en', exampleValues), {
    shop: { name: 'Dojo & <filhos>', postal_address: null },
    ...links,
  });
  expect(html).toContain('mails of Dojo &amp; &lt;filhos&gt;.');
  expect(html).toContain('<a href="https://gym.test/preferences/#tok_en-1">');
  expect(html).toContain('<a href="https://kaizen-dojo.myshopify.com/" title="Kaizen Dojo">');
});
