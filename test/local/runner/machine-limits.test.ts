import { totalmem } from 'node:os';
import { functionLimits, thisMachine } from '../../../local/src/runner/machine-limits';

const GB = 1024 ** 3;
/** Measured of a handler that had run many times, in bytes. */
const PROCESS = 133e6;

test.each([
  ['a small virtual machine', { cores: 1, memory: 2 * GB }],
  ['a laptop of old', { cores: 2, memory: 8 * GB }],
  ['a laptop', { cores: 8, memory: 16 * GB }],
  ['a workstation', { cores: 64, memory: 256 * GB }],
  ['many cores and little memory', { cores: 64, memory: 4 * GB }],
])('functions of every kind, and as many again that are about to end, fit on %s', (_what, machine) => {
  const { requests, tasks, events, idle } = functionLimits(machine);
  expect(Math.min(requests, tasks, events, idle)).toBeGreaterThanOrEqual(2);
  // a handler may invoke a function, as that of the CDK's providers does
  expect((requests * 2 + tasks + events + idle) * PROCESS).toBeLessThan(machine.memory * 3 / 4);
  // each handler may hand over to itself
  expect(events).toBeGreaterThanOrEqual(requests);
});

test('goes by what this process may have', () => {
  const constrained = jest.spyOn(process, 'constrainedMemory');
  try {
    constrained.mockReturnValue(GB / 4);
    expect(thisMachine().memory).toBe(GB / 4);
    // Node's documentation: 0 where nothing is known of a limit
    constrained.mockReturnValue(0);
    expect(thisMachine().memory).toBe(totalmem());
  } finally {
    constrained.mockRestore();
  }
});
