import { LAST_UPDATED } from './stack';
import { ENGINE_VARIANTS, VARIANTS, type EngineChoices } from './variants';
import { UNKNOWNS } from '../../local/src/unknowns';

const QUESTIONS: readonly (keyof EngineChoices)[] = ['reusedToken', 'statusOfEndedJob', 'createJobChecks', 'unassumableRoleCode'];

test.each(QUESTIONS)('the local engine is met with every answer to %s', (question) => {
  expect(new Set(ENGINE_VARIANTS.map(({ engine }) => engine![question]))).toEqual(new Set(UNKNOWNS[question].variants));
});

test.each(['repeatedToken', 'listLag', 'describeLag', 'unknownJob'] as const)('both services are met with every answer to %s', (question) => {
  for (const variants of [VARIANTS, ENGINE_VARIANTS]) {
    expect(new Set<unknown>(variants.map((variant) => variant[question]))).toEqual(new Set<unknown>(UNKNOWNS[question].variants));
  }
});

test('both services are met with every reading of LastUpdatedTime, and each lag with another one for each use of a token', () => {
  for (const variants of [VARIANTS, ENGINE_VARIANTS]) {
    expect(new Set(variants.map(({ lastUpdated }) => lastUpdated))).toEqual(new Set(LAST_UPDATED));
  }
  for (const { listLag, describeLag } of VARIANTS) {
    const alike = VARIANTS.filter((variant) => variant.listLag === listLag && variant.describeLag === describeLag);
    expect(alike.map(({ lastUpdated }) => lastUpdated).sort()).toEqual([...LAST_UPDATED].sort());
  }
});
