import { realClock, scaledClock } from '../../local/src/clock';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-01T12:00:10Z') }));
afterEach(() => jest.useRealTimers());

test('runs as many times as fast, from where it began', () => {
  const clock = scaledClock(Date.parse('2026-11-01T12:00:00Z'), 60);
  expect(clock.now()).toEqual(new Date('2026-11-01T12:10:00Z'));
});

test('is the machine\'s time with the factor 1', () => {
  expect(scaledClock(0, 1).now()).toEqual(realClock.now());
});

test.each([0, -1, NaN])('refuses the factor %p', (factor) => {
  expect(() => scaledClock(0, factor)).toThrow(`got: ${factor}`);
});
