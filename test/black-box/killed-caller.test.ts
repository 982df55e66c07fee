import { maySend } from '../../local/src/cloud/caller';
import { type ApiRequest, type Facade, type Fault, startServer } from '../../local/src/http/server';
import type { Invocation } from '../../local/src/runner/invocation';
import { payloadOf, RunnerFixture } from '../local/runner/runner-fixture';

test.each<[Fault, string[]]>([
  ['loseRequestAndCaller', ['killed']],
  ['loseAnswerAndCaller', ['seen', 'killed']],
  ['loseRequest', []],
  ['loseAnswer', ['seen']],
])('under the fault %s this happens before the connection is cut: %j', async (fault, happened) => {
  const found: string[] = [];
  const facade: Facade = {
    name: 'any',
    matches: () => true,
    handle: async () => {
      found.push('seen');
      return { status: 200 };
    },
  };
  const server = await startServer({ facades: [facade], fault: () => fault, killCaller: async ({ path }) => void found.push(path === '/call' ? 'killed' : path) });

  await expect(fetch(`${server.url}/call`)).rejects.toThrow('fetch failed');
  await server.close();

  expect(found).toEqual(happened);
});

describe('of the invocations that run', () => {
  const ResponseURL = 'http://127.0.0.1:4711/custom-resource-answers/1';
  const invocation = { principal: { accessKeyId: 'HANDLER' }, event: { ResponseURL } } as unknown as Invocation;
  const request = (path: string, accessKeyId?: string) => ({ path, accessKeyId }) as ApiRequest;

  test.each([
    ['with the key of its role', request('/any', 'HANDLER'), true],
    ['with another key', request('/any', 'OTHER'), false],
    ['unsigned, to where its event is answered', request('/custom-resource-answers/1'), true],
    ['unsigned, to where another event is answered', request('/custom-resource-answers/2'), false],
    ['with another key, to where its event is answered', request('/custom-resource-answers/1', 'OTHER'), false],
  ])('one may send a request %s: %#', (_, sent, may) => {
    expect(maySend(invocation, sent)).toBe(may);
  });

  test.each([[null], ['text'], [{ ResponseURL: 1 }]])('one whose event is %j may send no unsigned request', (event) => {
    expect(maySend({ ...invocation, event }, request('/custom-resource-answers/1'))).toBe(false);
  });

  test('those that are to be killed are, alone, and the next one has a process of its own', async () => {
    const fixture = new RunnerFixture();
    const runner = fixture.newRunner();
    const run = (event: string) => fixture.run(`
      console.log(event, process.pid);
      const alive = setTimeout(() => {}, 1e9);
      if (event !== 'quick') await new Promise((resolve) => process.once('SIGTERM', resolve));
      clearTimeout(alive);
      return process.pid;`, { event }, runner);
    const pidOf = async (event: string): Promise<number> => {
      const line = () => fixture.lines.find((written) => written.line.startsWith(event));
      while (!line()) await new Promise(setImmediate);
      return Number(line()!.line.split(' ')[1]);
    };
    const doomed = run('doomed');
    const spared = run('spared');
    const [doomedPid, sparedPid] = await Promise.all([pidOf('doomed'), pidOf('spared')]);

    await runner.kill(({ event }) => event === 'doomed');

    expect(() => process.kill(doomedPid, 0)).toThrow('ESRCH');
    expect(await doomed).toEqual({ outcome: 'died', ending: 'signal: SIGKILL' });
    expect([doomedPid, sparedPid]).not.toContain(await payloadOf<number>(run('quick')));
    process.kill(sparedPid, 'SIGTERM');
    expect(await payloadOf<number>(spared)).toBe(sparedPid);
    await fixture.close();
  });
});
