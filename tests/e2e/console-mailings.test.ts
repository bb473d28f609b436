import { describe, expect, it } from 'vitest';
import { hasChromium, inChromium } from '../../testkit/browser/chromium.ts';
import { openFigures } from './support/console-figures.ts';

/** Shows an automation of the demo's shop; other tests leave shops and automations of theirs. */
const shown = openFigures('Mailings', async (page) => {
  for (const [name, text] of [['Shop', 'tatame-dojo.'], ['Automation', 'Thanks for your']]) {
    const option = page.getByRole('combobox', { name: name! }).locator('option', {
      hasText: text!,
    });
    const address = new URL(page.url());
    address.searchParams.set(name!.toLowerCase(), (await option.getAttribute('value'))!);
    await page.goto(address.href);
  }
});

/** The numbers of a sum that is written out, in their order. */
const sumIn = (text: string): number[] =>
  /(\d+) planned = (\d+) to send \+ (\d+) held out \+ (\d+) rescheduled \+ (\d+) refused/
    .exec(text)!.slice(1).map(Number);

const section = (name: string) => shown.page.getByRole('region', { name, exact: true });

describe.skipIf(!hasChromium)(`mailings in the console, ${inChromium}`, () => {
  it('finds out who would get a message now, and the sum holds', async () => {
    const { page } = shown;
    await page.getByLabel('Try the').selectOption('published');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await expect.poll(async () => {
      await page.reload();
      return await section('Who would get it now').innerText();
    }, { timeout: 30_000, interval: 1_000 }).toContain('planned =');
    const text = await section('Who would get it now').innerText();
    const [planned, ...parts] = sumIn(text);
    expect(parts.reduce((sum, part) => sum + part)).toBe(planned);
    const [nothing, customers] = /For (\d+) of (\d+) customers/.exec(text)!.slice(1).map(Number);
    expect(planned! + nothing!).toBe(customers);
    const lines = await section('By outcome and reason').locator('tbody tr td:last-child')
      .allInnerTexts();
    expect(lines.map(Number).reduce((sum, line) => sum + line)).toBe(customers);
  });

  it('names the customers of one outcome and reason', async () => {
    const { page } = shown;
    const line = section('By outcome and reason').getByRole('link').last();
    const count = Number(
      await section('By outcome and reason').locator('tbody tr').last().locator('td').last()
        .innerText(),
    );
    await line.click();
    const customers = page.getByRole('region', { name: /^Customers: / });
    expect(await customers.locator('tbody tr').count()).toBe(Math.min(count, 50));
    await page.goBack();
  });

  it('says what became of messages, with the same sum, and what they brought', async () => {
    const text = await section('What became of it').innerText();
    const [planned, ...parts] = sumIn(text);
    expect(planned).toBeGreaterThan(20);
    expect(parts.reduce((sum, part) => sum + part)).toBe(planned);
    const brought = await section('What it brought').innerText();
    expect(brought).toMatch(/\d+ orders of \d+\.\d+ BRL within 7 days of [1-9]\d* messages/);
  });

  shown.isFitForAll('mailings', 'text=planned =');
});
