import { join } from 'node:path';
import { payloadOf, RunnerFixture } from './runner-fixture';

let fixture: RunnerFixture;

beforeEach(() => {
  fixture = new RunnerFixture();
});

afterEach(() => fixture.close());

/** A result with this payload. */
function returned(payload: unknown) {
  return { outcome: 'returned', payload: JSON.stringify(payload) };
}

/** Never ends, and has something left to do. */
const FOREVER = 'await new Promise((resolve) => setTimeout(resolve, 1e9));';

test('gives a function its event and returns what it returns', async () => {
  expect(await fixture.run('return { got: event };', { event: { a: [1, 'x', null] } })).toEqual(returned({ got: { a: [1, 'x', null] } }));
  expect(await fixture.run('')).toEqual(returned(null));
});

test('gives a function the context that it needs to know itself and its time', async () => {
  const result = await payloadOf<{ left: number }>(fixture.run('return { ...context, left: context.getRemainingTimeInMillis() };', {
    functionVersion: '3', functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger:live', timeoutMilliseconds: 30_000,
  }));
  expect(result).toEqual({
    functionName: 'tagger', functionVersion: '3', invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger:live', awsRequestId: 'request-1',
    callbackWaitsForEmptyEventLoop: true, left: expect.any(Number),
  });
  expect(result.left).toBeGreaterThan(0);
  expect(result.left).toBeLessThanOrEqual(30_000);
});

test.each([
  ['an ES module', { 'index.mjs': 'export const handler = async () => "module";' }, 'index.handler', 'module'],
  ['an ES module by its package', { 'package.json': { type: 'module' }, 'index.js': 'export async function run() { return "module"; }' }, 'index.run', 'module'],
  ['a file in a folder', { 'src/app.js': 'exports.run = async () => "folder";' }, 'src/app.run', 'folder'],
  ['exports that only show at run time', { 'index.js': 'module.exports = Object.fromEntries([["handler", async () => "late"]]);' }, 'index.handler', 'late'],
])('finds a handler in %s', async (_where, files, handler, payload) => {
  expect(await fixture.runFiles(files, { handler })).toEqual(returned(payload));
});

test('runs code that is a text', async () => {
  expect(await fixture.newRunner().invoke(fixture.invocation({ code: { text: 'exports.handler = async () => __filename.split("/").pop();' } })))
    .toEqual(returned('index.js'));
});

describe('a handler with a callback', () => {
  test.each([
    ['its result', '(event, context, callback) => { setTimeout(callback, 1, null, event + 1); }', returned(2)],
    ['its result at the end, when it calls back before', '(event, context, callback) => { const r = []; callback(null, r); setTimeout(() => r.push("late"), 1); }', returned(['late'])],
    ['its result at once, when it asks for that',
      '(event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; callback(null, "now"); setTimeout(() => {}, 1e9); }', returned('now')],
    ['null, when it has nothing left to do', '() => "not a promise"', returned(null)],
    ['its error', '(event, context, callback) => callback(new RangeError("too much"))', { outcome: 'threw', error: { name: 'RangeError', message: 'too much', trace: expect.any(Array) } }],
    ['what it throws', '() => { throw new Error("at once"); }', { outcome: 'threw', error: { name: 'Error', message: 'at once', trace: expect.any(Array) } }],
  ])('gives %s', async (_what, handler, result) => {
    expect(await fixture.runFiles({ 'index.js': `exports.handler = ${handler};` }, { event: 1 })).toEqual(result);
  });
});

test.each([
  ['isn\'t there', 'absent.handler', 'Runtime.ImportModuleError', (code: string) => `the handler \`absent.handler\` isn't in ${code}`],
  ['isn\'t exported', 'index.other', 'Runtime.HandlerNotFound', (code: string) => `${join(code, 'index.js')} exports no function \`other\``],
  ['can\'t be loaded', 'broken.handler', 'TypeError', () => 'not today'],
])('tells when the handler %s', async (_what, handler, name, message) => {
  const files = { 'index.js': '', 'broken.js': 'throw new TypeError("not today");' };
  expect(await fixture.runFiles(files, { handler })).toMatchObject({ outcome: 'threw', error: { name, message: message(fixture.folder) } });
});

test('refuses a function whose folder is gone', async () => {
  await expect(fixture.newRunner().invoke(fixture.invocation({ code: { folder: '/gone' } })))
    .rejects.toThrow('the code of the function tagger isn\'t in /gone any more');
});

test.each([
  ['an error', 'throw new TypeError("no such thing");', { name: 'TypeError', message: 'no such thing' }],
  ['a text', 'throw "no such thing";', { name: 'string', message: 'no such thing', trace: [] }],
  ['where nobody catches', 'setImmediate(() => { throw new Error("late"); }); await new Promise((resolve) => setTimeout(resolve, 1e9));', { name: 'Error', message: 'late' }],
  ['in a promise that nobody awaits', `void Promise.reject(new Error("lost")); ${FOREVER}`, { name: 'Runtime.UnhandledPromiseRejection', message: 'Error: lost' }],
  ['by returning what isn\'t JSON', 'return 1n;', { message: 'what the handler returns can\'t be written as JSON: Do not know how to serialize a BigInt' }],
])('tells what a function threw: %s', async (_what, body, error) => {
  expect(await fixture.run(body)).toMatchObject({ outcome: 'threw', error });
});

test('says where a function threw', async () => {
  expect(await fixture.run('throw new Error("here");')).toMatchObject({
    error: { trace: expect.arrayContaining(['Error: here', expect.stringContaining('index.js:1:')]) },
  });
});

test.each([
  ['ends itself', 'process.exit(3);', 'exit status 3'],
  ['is killed', `process.kill(process.pid, "SIGKILL"); ${FOREVER}`, 'signal: SIGKILL'],
])('tells that the process died when it %s', async (_how, body, ending) => {
  expect(await fixture.run(body)).toEqual({ outcome: 'died', ending });
});

test.each([['sleeps', FOREVER], ['lets nothing else run', 'for (;;);']])('ends a function that takes longer than its timeout: it %s', async (_how, body) => {
  expect(await fixture.run(body, { timeoutMilliseconds: 50 })).toEqual({ outcome: 'timedOut' });
});

test('offers the lines that a function writes, with the run they belong to', async () => {
  const runner = fixture.newRunner();
  const body = 'console.log("one\\ntwo\\n"); console.error("three"); process.stdout.write("no end");';
  await fixture.run(body, { requestId: 'first' }, runner);
  await fixture.run(body, { requestId: 'second' }, runner);

  const of = (requestId: string) => fixture.lines.filter((line) => line.requestId === requestId).map(({ line }) => line).sort();
  expect(of('first')).toEqual(['', 'no end', 'one', 'three', 'two']);
  expect(of('second')).toEqual(of('first'));
  expect(fixture.lines[0].functionName).toBe('tagger');
});

test('closing ends what runs, and runs nothing more', async () => {
  const runner = fixture.newRunner();
  const running = fixture.run(`console.log("here"); ${FOREVER}`, {}, runner);
  while (fixture.lines.length === 0) await new Promise(setImmediate);
  await runner.close();

  expect(await running).toEqual({ outcome: 'died', ending: 'signal: SIGKILL' });
  await expect(runner.invoke(fixture.invocation())).rejects.toThrow('no more functions are run: the cloud is closed');
});
