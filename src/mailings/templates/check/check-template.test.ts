import { describe, expect, it } from 'vitest';
import { loadEngines, MAX_SOURCE } from '../engine/engine.ts';
import { loadRenderer } from '../render-message.ts';
import { exampleValues } from '../values.ts';
import { checkTemplate } from './check-template.ts';

const engines = await loadEngines();

const template = (html: string, more: object = {}) => ({
  channel: 'email' as const,
  default_locale: 'en',
  contents: { en: { subject: 'a', text: 'b', html, ...more } },
  fallbacks: {},
});
const codes = (
  html: string,
  more: object = {},
) => [...new Set(checkTemplate(template(html, more), engines).faults.map(({ code }) => code))];

describe('what a template names', () => {
  it('is told with its language, part, line and value', () => {
    const { faults } = checkTemplate({
      channel: 'email',
      default_locale: 'en',
      contents: {
        'en': { subject: 'Hi {{ first_name }}', text: 'x\n{{ nick_name }} {{ first_name.x }}' },
        'pt-BR': { subject: 'Oi {{ first_name }}', text: '\n\n{{ belt }} {{ shop_url }}' },
      },
      fallbacks: { 'pt-BR': { first_name: 'amiga', nothing: 'x' }, 'de': {} },
    }, engines);
    expect(faults.map(({ message: _, ...fault }) => fault)).toEqual([
      { code: 'variable_unknown', locale: 'pt-BR', part: null, variable: 'nothing' },
      { code: 'language_unknown', locale: 'de', part: null },
      { code: 'fallback_missing', locale: 'en', part: 'subject', variable: 'first_name', line: 1 },
      { code: 'variable_unknown', locale: 'en', part: 'text', variable: 'nick_name' },
      { code: 'variable_unknown', locale: 'en', part: 'text', variable: 'first_name.x' },
      { code: 'fallback_missing', locale: 'en', part: 'text', variable: 'first_name', line: 2 },
      { code: 'fallback_missing', locale: 'pt-BR', part: 'text', variable: 'belt', line: 3 },
    ]);
  });

  it('may be missing in a condition, with a default, or where something stands for it', () => {
    expect(codes('{% if belt %}a{% else %}b{% endif %}{{ first_name | default: "you" }}')).toEqual(
      [],
    );
    expect(codes('{{ "x" | default: first_name }}')).toEqual(['fallback_missing']);
    expect(codes('{{ belt | upcase | default: "x" }}')).toEqual(['fallback_missing']);
    expect(codes('{{ belt | default: first_name }}')).toEqual(['fallback_missing']);
    expect(codes('{% if belt %}{{ belt }}{% endif %}')).toEqual(['fallback_missing']);
  });

  it('is what it cannot do without, but for what a trigger tells', () => {
    const checked = checkTemplate(
      template('{{ gym_name }} {{ belt | default: "x" }} {{ order_number }}'),
      engines,
    );
    expect(checked.needed).toEqual(['gym_name']);
    expect(checked.named).toEqual(['belt', 'gym_name', 'order_number']);
  });
});

describe('what a template does', () => {
  it('is neither loop nor file, no variable of its own and no way out of the escaping', () => {
    for (
      const source of [
        '{% for i in (1..100000000) %}x{% endfor %}',
        '{% assign x = "y" %}{{ x }}',
        '{% capture x %}y{% endcapture %}',
        '{% include "x" %}',
        '{% render "/etc/passwd" %}',
        '{% layout "x" %}',
        '{% raw %}<script>{% endraw %}',
        '{% comment %}<!--{% endcomment %}',
        '{% liquid echo "x" %}',
        '{% tablerow i in (1..9) %}{% endtablerow %}',
        '{{ gym_name | raw }}',
        '{{ gym_name | append: gym_name }}',
        '{{ "now" | date: "%Y" }}',
        '{{ gym_name',
        '{% if %}x{% endif %}',
      ]
    ) expect([source, codes(source)]).toEqual([source, ['syntax']]);
    expect(codes('{{ constructor }}{{ "".constructor }}{{ gym_name.constructor }}')).toContain(
      'variable_unknown',
    );
    expect(codes('{{ gym_name["x"] }}')).toEqual(['variable_unknown']);
    expect(codes('{{ __proto__ }}{{ toString }}')).toEqual(['variable_unknown']);
  });

  it('neither runs for ever nor grows, and says something to everybody', () => {
    expect(codes('x'.repeat(MAX_SOURCE + 1))).toEqual(['syntax']);
    expect(codes('{{ gym_name | truncate: 5, (1..100000000) }}')).toEqual(['cannot_render']);
    expect(codes('{{ (1..900000000) }}')).toEqual(['cannot_render']);
    const deep = '{% if gym_name %}'.repeat(2_000) + 'x' + '{% endif %}'.repeat(2_000);
    const begun = performance.now();
    codes(deep);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(codes('{% if belt %}x{% endif %}')).toEqual(['cannot_render']);
    expect(codes('ok', { subject: 'one\ntwo' })).toEqual(['syntax']);
    expect(codes('ok', { subject: '{% if belt %}x{% endif %}' })).toEqual(['cannot_render']);
  });

  it.each([
    ['prints', (count: number) => '{{ gym_name }}'.repeat(count)],
    ['asks', (count: number) => `{% if belt${' or belt'.repeat(count)} %}x{% endif %}y`],
  ])('takes a time that grows with its length, however much it %s', (_, written) => {
    const timed = (count: number) => {
      const begun = performance.now();
      expect(codes(written(count))).toEqual([]);
      return performance.now() - begun;
    };
    timed(1_000);
    // Sixteen times as long is some sixteen times the work, and not two hundred and fifty.
    expect(timed(6_400) / timed(400)).toBeLessThan(64);
  }, 60_000);

  it('cannot call what is in the values, nor what it was not given', async () => {
    const renderMessage = await loadRenderer();
    const hostile = {
      ...exampleValues,
      gym_name: () => 'CALLED',
      shop_domain: { toLiquid: () => 'CALLED', toString: () => 'CALLED' },
    };
    expect(() => renderMessage(template('{{ gym_name }}'), 'en', hostile)).toThrow('gym_name');
    expect(() => renderMessage(template('{{ shop_domain }}'), 'en', hostile)).toThrow(
      'shop_domain',
    );
  });
});
