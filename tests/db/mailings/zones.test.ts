import { expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { mailings } from './support/scene.ts';

const under = useDoor();
const on = mailings(() => under.admin);

it('a verdict is by the clock that a customer has for themselves, whatever is told of them', async () => {
  const { shop_id } = await on.shop();
  const zones = ['Asia/Tokyo', 'asia/tokyo', 'EST5EDT'];
  const told = [null, 'Nowhere/At_All', 'Lisbon time', ...zones];
  const customers = await Promise.all(told.flatMap((timezone) => [
    on.customer(shop_id, { timezone }),
    on.member(shop_id, { timezone }).then(({ customer_id }) => customer_id),
    on.member(shop_id, { timezone }, { timezone: 'Pacific/Auckland' })
      .then(({ customer_id }) => customer_id),
  ]));
  const rows = await under.admin<{ zone: string; alone: string }[]>`
    select r.zone, private.customer_zone(c.timezone, u.timezone, s.timezone) as alone
    from private.refusals_of(${shop_id}, false, 'email', 'offers', null, now(), ${customers}) r
    join customers c on c.id = r.customer_id join shops s on s.id = c.shop_id
    left join users u on u.id = c.user_id`;
  expect(rows.map(({ zone }) => zone)).toEqual(rows.map(({ alone }) => alone));
  expect(new Set(rows.map(({ zone }) => zone)))
    .toEqual(new Set(['Europe/Lisbon', 'Pacific/Auckland', ...zones]));
});
