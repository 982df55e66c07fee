import { cellsOf } from './matrix';
import { SCENARIOS } from './scenarios';
import { Tally } from './tally';
import { describeVariant, ENGINE_VARIANTS, VARIANTS } from './variants';

/** One cell in so many is judged here; `npm run test:faults` judges all. Prime, so that every kind of fault has its turn. */
const ONE_IN = 23;
/** The same for the local engine. */
const ONE_IN_OF_ENGINE = 37;

describe.each(SCENARIOS.map((scenario, index) => ({ ...scenario, index })))('$name', ({ index, ...scenario }) => {
  const variants = [...VARIANTS, ...ENGINE_VARIANTS].map((variant, place) => [describeVariant(variant), variant, place] as const);
  test.each(variants)('%s', async (_, variant, place) => {
    const oneIn = variant.engine ? ONE_IN_OF_ENGINE : ONE_IN;
    const tally = new Tally();
    const cells = await cellsOf(scenario, variant);
    for (let at = (index + place) % Math.min(oneIn, cells.length); at < cells.length; at += oneIn) {
      await tally.judge(cells[at]);
    }

    expect(tally.findings.violations).toEqual([]);
    expect(tally.total.cells).toBeGreaterThan(0);
  });
});

test.each([['a model', VARIANTS[0]], ['the local engine', ENGINE_VARIANTS[0]]])('with %s, the cells are those of the calls that the handler makes, and its answer', async (_, variant) => {
  const [creation] = SCENARIOS;
  const calls = new Set((await cellsOf(creation, variant)).map(({ call }) => call));

  expect([...calls]).toEqual(['listJobs', 'statusOf', 'createJob', 'tagsOf', 'describeJob', 'answer', 'the end']);
});
