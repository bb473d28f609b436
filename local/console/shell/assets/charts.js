// Draws counts that cross from the table beside each figure, by Observable Plot. A number stands in
// every cell, so that no colour is needed to read it, and colours follow light and dark by themselves.
/* global Plot */

const WIDEST_NAME = 7;

function readTable(table) {
  const columns = [...table.tHead.rows[0].cells].slice(1, -1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].slice(0, -1);
  return {
    columns,
    names: rows.map((row) => row.cells[0].textContent),
    cells: rows.flatMap((row) =>
      columns.map((column, nth) => ({
        row: row.cells[0].textContent,
        column,
        count: Number(row.cells[nth + 1].textContent),
      }))
    ),
  };
}

/** How strongly a cell is filled: by the root of its share of the largest, never hiding the number. */
function strengthOf(cells) {
  const largest = Math.max(1, ...cells.map(({ count }) => count));
  return ({ count }) => count === 0 ? 0 : 0.08 + 0.34 * Math.sqrt(count / largest);
}

function draw(figure) {
  const { columns, names, cells } = readTable(figure.parentElement.querySelector('table'));
  const longest = (words) => Math.max(...words.map(({ length }) => length)) * WIDEST_NAME;
  const left = longest(names) + 12;
  const top = longest(columns) * 0.6 + 24;
  const chart = Plot.plot({
    width: left + columns.length * 64 + longest(columns) * 0.7,
    height: top + names.length * 34 + 8,
    marginLeft: left,
    marginTop: top,
    marginRight: longest(columns) * 0.7,
    marginBottom: 8,
    style: { fontSize: '13px' },
    x: { domain: columns, axis: 'top', label: null, tickRotate: -35, tickSize: 0, padding: 0.06 },
    y: { domain: names, label: null, tickSize: 0, padding: 0.06 },
    opacity: { type: 'identity' },
    marks: [
      Plot.cell(cells, {
        x: 'column',
        y: 'row',
        fill: 'var(--accent)',
        fillOpacity: strengthOf(cells),
        stroke: ({ row, column }) =>
          figure.dataset.same && row === column ? 'var(--ink)' : 'var(--line)',
        title: ({ row, column, count }) => `${row}, ${column}: ${count}`,
      }),
      Plot.text(cells.filter(({ count }) => count > 0), {
        x: 'column',
        y: 'row',
        text: ({ count }) => String(count),
        fill: 'currentColor',
      }),
    ],
  });
  // The page's own stylesheet has these rules; an inline one would not be let in.
  chart.querySelectorAll('style').forEach((style) => style.remove());
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', `${figure.dataset.crosstab}; the table has the same numbers`);
  figure.replaceChildren(chart);
}

document.querySelectorAll('figure[data-crosstab]').forEach(draw);
