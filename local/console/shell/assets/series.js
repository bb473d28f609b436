// Draws figures over time from the table beside each chart, by Observable Plot: a row of bars for each
// column, each as high as its share of the largest of its own. A number stands on every bar, so that no
// colour and no axis is needed to read it.
/* global Plot */

const BAR = 44;
const ROW = 92;

function readTable(table) {
  const columns = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  return {
    columns,
    steps: rows.map((row) => row.cells[0].textContent),
    bars: columns.flatMap((column, nth) => {
      const values = rows.map((row) => Number(row.cells[nth + 1].textContent));
      const largest = Math.max(1, ...values);
      return values.map((value, at) => ({
        column,
        step: rows[at].cells[0].textContent,
        value,
        height: value / largest,
      }));
    }),
  };
}

function draw(figure) {
  const { columns, steps, bars } = readTable(figure.parentElement.querySelector('table'));
  const chart = Plot.plot({
    width: 112 + steps.length * BAR,
    height: 90 + columns.length * ROW,
    marginLeft: 88,
    marginRight: 24,
    marginTop: 24,
    marginBottom: 66,
    style: { fontSize: '13px' },
    x: { domain: steps, label: null, tickRotate: -35, tickSize: 0, padding: 0.2 },
    y: { domain: [0, 1.25], axis: null },
    fy: { domain: columns, axis: 'left', label: null, padding: 0.1 },
    marks: [
      Plot.barY(bars, {
        x: 'step',
        y: 'height',
        fy: 'column',
        fill: 'var(--accent)',
        fillOpacity: 0.35,
        stroke: 'var(--line)',
        title: ({ step, column, value }) => `${step}, ${column}: ${value}`,
      }),
      Plot.text(bars, {
        x: 'step',
        y: 'height',
        fy: 'column',
        text: ({ value }) => String(value),
        dy: -9,
        fill: 'currentColor',
      }),
    ],
  });
  // The page's own stylesheet has these rules; an inline one would not be let in.
  chart.querySelectorAll('style').forEach((style) => style.remove());
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', `${figure.dataset.series}; the table has the same numbers`);
  figure.replaceChildren(chart);
}

document.querySelectorAll('figure[data-series]').forEach(draw);
