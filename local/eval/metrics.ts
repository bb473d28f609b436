/** How relevant documents are to one query: document id → grade; 0 and absent both mean not at all. */
export type Judgements = ReadonlyMap<string, number>;

const grade = (judgements: Judgements, id: string): number => Math.max(0, judgements.get(id) ?? 0);

/** The gain of grades in this order, each discounted by the logarithm of its rank. */
const discounted = (grades: readonly number[]): number =>
  grades.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);

/**
 * Normalised discounted cumulative gain of the first `k` documents of a ranking, 0 to 1, with linear
 * gains as `trec_eval` counts it (Järvelin and Kekäläinen 2002).
 */
export function ndcg(ranking: readonly string[], judgements: Judgements, k: number): number {
  const ideal = [...judgements.values()].filter((gain) => gain > 0).sort((a, b) => b - a);
  const best = discounted(ideal.slice(0, k));
  return best === 0 ? 0 : discounted(ranking.slice(0, k).map((id) => grade(judgements, id))) / best;
}

/** One over the rank of the first relevant document among the first `k`; 0 where there is none. */
export function reciprocalRank(
  ranking: readonly string[],
  judgements: Judgements,
  k: number,
): number {
  const first = ranking.slice(0, k).findIndex((id) => grade(judgements, id) > 0);
  return first < 0 ? 0 : 1 / (first + 1);
}

/** The share of the relevant documents that is among the first `k`. */
export function recall(ranking: readonly string[], judgements: Judgements, k: number): number {
  const relevant = [...judgements].filter(([, gain]) => gain > 0).map(([id]) => id);
  const top = new Set(ranking.slice(0, k));
  return relevant.length === 0 ? 0 : relevant.filter((id) => top.has(id)).length / relevant.length;
}

export interface Evaluation {
  'nDCG@10': number;
  'MRR@10': number;
  'recall@10': number;
  /** Queries that found nothing at all. */
  'without result': number;
  queries: number;
}

/** Means over the queries; a query without a relevant document says nothing and must not be in it. */
export function evaluate(
  rankings: ReadonlyMap<string, readonly string[]>,
  qrels: ReadonlyMap<string, Judgements>,
): Evaluation {
  const asked = [...rankings].map(([query, ranking]) => {
    const judgements = qrels.get(query);
    if (!judgements) throw new RangeError(`The query ${query} has no judgements`);
    return { ranking, judgements };
  });
  const mean = (measure: typeof ndcg) =>
    asked.reduce((sum, { ranking, judgements }) => sum + measure(ranking, judgements, 10), 0) /
    asked.length;
  return {
    'nDCG@10': mean(ndcg),
    'MRR@10': mean(reciprocalRank),
    'recall@10': mean(recall),
    'without result': asked.filter(({ ranking }) => ranking.length === 0).length,
    queries: asked.length,
  };
}
