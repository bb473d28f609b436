import { describe, expect, it } from 'vitest';
import { parseExpression } from './grammar.ts';

describe('one expression and no more', () => {
  it.each(['1', "a || 'x'", '(select b from c limit 1)', 'f(x) -- why'])('%s', (text) => {
    expect(parseExpression(text)).toBeTypeOf('object');
  });

  it.each(['1 from users', '1 as x', 'distinct 1', '1 into t', '1 limit 1', '1, 2', '1; select 2'])(
    'is not %s',
    (text) => expect(() => parseExpression(text)).toThrow('not an expression'),
  );
});
