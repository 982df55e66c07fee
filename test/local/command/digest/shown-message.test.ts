import { shownMessage } from '../../../../local/src/command/digest/shown-message';
import { headerRowHint } from '../../../../local/src/manifest/header-row';

const errorOf = (payload: object) => `Lambda returned function error: ${JSON.stringify(payload)}`;

test.each<[string, string, string]>([
  ['is as it is', 'The specified key does not exist.', 'The specified key does not exist.'],
  ['of a function that threw is what it threw', errorOf({ errorType: 'RangeError', errorMessage: 'boom', trace: [] }), 'Lambda returned function error: RangeError: boom'],
  [
    'of a function that threw has the first place in its own code',
    errorOf({ errorType: 'E', errorMessage: 'm', trace: ['E: m', '    at x (/a/node_modules/b.js:1:1)', '    at y (node:internal/z:1:1)', '    at handler (/app/i.js:2:3)', '    at w (/app/j.js:1:1)'] }),
    'Lambda returned function error: E: m at handler (/app/i.js:2:3)',
  ],
  ['of a function that timed out has no type', errorOf({ errorMessage: 'Task timed out' }), 'Lambda returned function error: Task timed out'],
  ['of a function that answered its error otherwise is as it is', errorOf({ other: 1 }), 'Lambda returned function error: {"other":1}'],
  [
    'of a function that threw at a header row keeps what is said of that',
    `${errorOf({ errorType: 'E', errorMessage: 'm' })}${headerRowHint({ bucket: 'bucket', key: 'key' })}`,
    'Lambda returned function error: E: m (a manifest has no header row: this one was taken for an object)',
  ],
  ['of broken JSON is as it is', 'Lambda returned function error: {"a":}', 'Lambda returned function error: {"a":}'],
  ['of a function that goes on for ever is cut', 'x'.repeat(1000), `${'x'.repeat(600)} …`],
])('a message %s', (_case, message, shown) => {
  expect(shownMessage(message)).toBe(shown);
});
