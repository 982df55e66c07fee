import { helpText } from '../../../../local/src/command/options/help';
import { RUN_HELP } from '../../../../local/src/command/options/run-options';
import { SERVE_HELP } from '../../../../local/src/command/options/serve-options';

test.each([['run', RUN_HELP], ['serve', SERVE_HELP]])('the help of %s is as people read it, and fits on a terminal', (_, help) => {
  const text = helpText(help);
  expect(text).toMatchSnapshot();
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each(Object.entries({ ...RUN_HELP.options, ...SERVE_HELP.options }))('the option %s is described in whole sentences', (_, { help }) => {
  expect(help).toMatch(/^[A-Z].*[.]$/s);
});
