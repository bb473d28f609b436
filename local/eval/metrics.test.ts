import { describe, expect, it } from 'vitest';
import { evaluate, type Judgements, ndcg, recall, reciprocalRank } from './metrics.ts';

const judged = (grades: Record<string, number>): Judgements => new Map(Object.entries(grades));

describe('nDCG', () => {
  it('is 1 for the ideal order and 0 when nothing relevant is found', () => {
    const judgements = judged({ a: 3, b: 2, c: 0 });
    expect(ndcg(['a', 'b', 'c'], judgements, 10)).toBe(1);
    expect(ndcg(['c', 'x'], judgements, 10)).toBe(0);
  });

  it('is the figure that a pocket calculator gives', () => {
    // 3, 2, 3, 0, 1, 2 of the worked example that goes around; a seventh (3) and eighth (2) unfound.
    const judgements = judged({ a: 3, b: 2, c: 3, d: 0, e: 1, f: 2, g: 3, h: 2 });
    const found = 3 + 2 / Math.log2(3) + 3 / 2 + 0 + 1 / Math.log2(6) + 2 / Math.log2(7);
    const ideal = 3 + 3 / Math.log2(3) + 3 / 2 + 2 / Math.log2(5) + 2 / Math.log2(6) +
      2 / Math.log2(7);
    expect(ndcg(['a', 'b', 'c', 'd', 'e', 'f'], judgements, 6)).toBeCloseTo(found / ideal, 12);
    expect(found / ideal).toBeCloseTo(0.785, 3);
  });

  it('looks at the first k only, of the ranking and of the ideal', () => {
    const judgements = judged({ a: 1, b: 1, c: 1 });
    expect(ndcg(['x', 'a'], judgements, 1)).toBe(0);
    expect(ndcg(['a'], judgements, 1)).toBe(1);
  });
});

describe('reciprocal rank', () => {
  it('is one over the rank of the first relevant document', () => {
    expect(reciprocalRank(['x', 'b', 'a'], judged({ a: 1, b: 1 }), 10)).toBe(1 / 2);
    expect(reciprocalRank(['x', 'y', 'a'], judged({ a: 1 }), 2)).toBe(0);
  });
});

describe('recall', () => {
  it('is the share of the relevant that was found', () => {
    expect(recall(['a', 'x', 'b'], judged({ a: 2, b: 1, c: 1, d: 1, x: 0 }), 10)).toBe(1 / 2);
    expect(recall(['x', 'a'], judged({ a: 1 }), 1)).toBe(0);
  });
});

describe('evaluate', () => {
  it('averages over the queries and counts those without a result', () => {
    const qrels = new Map([['1', judged({ a: 1 })], ['2', judged({ b: 1 })]]);
    expect(evaluate(new Map([['1', ['a']], ['2', []]]), qrels)).toEqual({
      'nDCG@10': 0.5,
      'MRR@10': 0.5,
      'recall@10': 0.5,
      'without result': 1,
      queries: 2,
    });
  });

  it('refuses a query that nobody judged', () => {
    expect(() => evaluate(new Map([['1', []]]), new Map())).toThrow(RangeError);
  });
});
