import { Apps } from './apps';
import { cellsOf } from './cells';
import { SCENARIOS } from './scenarios';
import { sideBySide } from './side-by-side';
import { Tally } from './tally';

/** Of every second scenario one cell is judged here, each time at another place; `npm run test:black-box` judges all of all. */
const SAMPLED = SCENARIOS.filter(({ isRace, isLong }) => !isRace && !isLong).filter((_, index) => index % 2 === 0);
/** Prime, so that the cells differ by more than their place in a list. */
const STRIDE = 7;
const AT_A_TIME = 4;

const apps = new Apps();
afterAll(() => apps.remove());

test('a death at one of its calls changes nothing', async () => {
  const tally = new Tally();
  await sideBySide(SAMPLED.entries(), AT_A_TIME, async ([index, scenario]) => {
    const cells = (await cellsOf(scenario, apps)).filter(({ death }) => death.times === 1);
    await tally.judge(cells[(index * STRIDE) % cells.length], apps);
  });

  expect(tally.violations).toEqual([]);
  expect(tally.unmet).toEqual([]);
  expect(tally.total.cells).toBe(SAMPLED.length);
}, 240_000);
