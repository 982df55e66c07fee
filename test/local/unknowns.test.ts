import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock } from './fake-clock';
import { ACCOUNT, surroundings, taggingRequest } from './surroundings';
import { JobEngine } from '../../local/src/engine/job-engine';
import { type Choices, choose, UNKNOWNS } from '../../local/src/unknowns';

function engineWith(unknowns: Partial<Choices>) {
  const clock = new FakeClock();
  const { store, principals } = surroundings(clock);
  let lastJob = 0;
  const engine = new JobEngine({
    store, principals, clock, account: ACCOUNT, region: 'us-east-1', stepMilliseconds: 1_000_000, newJobId: () => `job-${++lastJob}`, unknowns,
  });
  return { clock, engine };
}

describe('an open question', () => {
  test.each(Object.entries(UNKNOWNS))('%s has a default among its variants, and a page', (_, { question, variants, default: taken, source }) => {
    expect(question).toMatch(/\?$/);
    expect(variants.length).toBeGreaterThan(1);
    expect(variants).toContain(taken);
    expect(source).toMatch(/"/);
  });

  test('that nobody chose of has its default', () => {
    expect(choose({ listLag: 20 })).toMatchObject({ listLag: 20, describeLag: 0, repeatedToken: 'same job' });
    expect(choose({ listLag: undefined }).listLag).toBe(0);
  });

  test.each<[string, object, string]>([
    ['that there isn\'t', { nope: 1 }, '`unknowns.nope` is no open question; there are: passedToService, '],
    ['that every object has', { toString: 1 }, '`unknowns.toString` is no open question'],
    ['with a text that is none of its variants', { plusInKeys: 'bogus' }, `\`unknowns.plusInKeys\` (${UNKNOWNS.plusInKeys.question}) must be one of 'a plus sign', 'a space', got: 'bogus'`],
    ['with a number that is none of its variants', { redrives: 3 }, 'must be one of 2, 0, 10, got: 3'],
    ['with text for a number', { redrives: '2' }, 'got: \'2\''],
  ])('is refused %s', (_case, unknowns, message) => {
    expect(() => choose(unknowns)).toThrow(message);
  });

  test('is refused beside all others that are', () => {
    expect(() => choose({ nope: 1, redrives: 3 } as object)).toThrow(/nope.*\n.*redrives/);
  });
});

test.each(Object.keys(UNKNOWNS))('the question of %s is asked where something depends on it', (name) => {
  const folder = join(__dirname, '../../local/src');
  const readers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'unknowns.ts')
    .filter((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(join(folder, file), 'utf8')));
  expect(readers).not.toEqual([]);
});

describe('the engine', () => {
  test.each<[Choices['repeatedToken'], string]>([['same job', 'job-1'], ['another job', 'job-2']])('makes %s of a repeated token', (repeatedToken, id) => {
    const { engine } = engineWith({ repeatedToken });
    engine.createJob(taggingRequest());
    expect(engine.createJob(taggingRequest())).toBe(id);
  });

  test('refuses a repeated token where that is chosen', () => {
    const { engine } = engineWith({ repeatedToken: 'refused' });
    engine.createJob(taggingRequest());
    expect(() => engine.createJob(taggingRequest())).toThrow(expect.objectContaining({ code: 'IdempotencyException', status: 400 }));
  });

  test.each<[Choices['reusedToken'], string]>([['same job', 'job-1'], ['another job', 'job-2']])('makes %s of a token of another request', (reusedToken, id) => {
    const { engine } = engineWith({ reusedToken });
    engine.createJob(taggingRequest());
    expect(engine.createJob(taggingRequest({ Priority: 11 }))).toBe(id);
  });

  test('answers what is chosen where there is no job', () => {
    expect(() => engineWith({ unknownJob: 'NoSuchJob 404' }).engine.describeJob('none')).toThrow(expect.objectContaining({ code: 'NoSuchJob', status: 404 }));
    expect(() => engineWith({}).engine.describeJob('none')).toThrow(expect.objectContaining({ code: 'NotFoundException', status: 400 }));
  });

  test('shows a new job only after so many seconds', async () => {
    const { clock, engine } = engineWith({ listLag: 45, describeLag: 20 });
    const id = engine.createJob(taggingRequest());
    const seen = () => [engine.listJobs().jobs.length, answers(() => engine.describeJob(id)), answers(() => engine.getJobTagging(id))];

    await clock.advance(19_999);
    expect(seen()).toEqual([0, false, false]);
    await clock.advance(1);
    expect(seen()).toEqual([0, true, true]);
    await clock.advance(25_000);
    expect(seen()).toEqual([1, true, true]);
  });
});

function answers(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
