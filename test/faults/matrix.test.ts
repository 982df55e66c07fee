import { cellsOf } from './matrix';
import { SCENARIOS } from './scenarios';
import { Tally } from './tally';
import { describeVariant, VARIANTS } from './variants';

/** One cell in so many is judged here; `npm run test:faults` judges all. Prime, so that every kind of fault has its turn. */
const ONE_IN = 23;

describe.each(SCENARIOS.map((scenario, index) => ({ ...scenario, index })))('$name', ({ index, ...scenario }) => {
  test.each(VARIANTS.map((variant, place) => [describeVariant(variant), variant, place] as const))('%s', async (_, variant, place) => {
    const tally = new Tally();
    const cells = await cellsOf(scenario, variant);
    for (let at = (index + place) % Math.min(ONE_IN, cells.length); at < cells.length; at += ONE_IN) {
      await tally.judge(cells[at]);
    }

    expect(tally.findings.violations).toEqual([]);
    expect(tally.total.cells).toBeGreaterThan(0);
  });
});

test('the cells are those of the calls that the handler makes, and its answer', async () => {
  const [creation] = SCENARIOS;
  const calls = new Set((await cellsOf(creation, VARIANTS[0])).map(({ call }) => call));

  expect([...calls]).toEqual(['listJobs', 'statusOf', 'createJob', 'tagsOf', 'describeJob', 'answer', 'the end']);
});
