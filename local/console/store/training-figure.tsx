import type { CallerContext } from '../../../src/db/context.ts';
import { customerSegment } from '../../../src/db/schema/store/enums.ts';
import { countTraining } from '../../../src/store/training/count-training.ts';
import { trainingStates } from '../../../src/store/training/contract.ts';
import { crosstab } from './crosstab.ts';
import { CrosstabFigure } from './crosstab-figure.tsx';
import type { ShownShop } from './find-shops.ts';

/** Segments and training: who buys and no longer comes, and who comes and never buys. */
export async function TrainingFigure({ ctx, shop }: { ctx: CallerContext; shop: ShownShop }) {
  const { items } = await countTraining(ctx, { shop_id: shop.id });
  const table = crosstab(
    items.map(({ segment, training, people }) => ({
      ...{ row: segment, column: training, count: people },
    })),
    customerSegment.enumValues,
    trainingStates.values,
  );
  return (
    <>
      <h2>Segments and training</h2>
      <p>
        Champions who stopped training stand in one cell, regulars who never buy in another.
        Children are not counted.
      </p>
      <CrosstabFigure
        title='Segments and training'
        sides={['segment', 'training']}
        table={table}
        empty='The shop has no customers, and its gym no members'
      />
    </>
  );
}
