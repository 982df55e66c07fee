import { deliver, sceneOf, summary, EVENTS, type Scene } from './deliveries';
import { CONDITIONS } from './delivery-conditions';
import { HttpCloud } from './http-cloud';
import type { Answer } from '../../lambda/events';
import type { Services } from '../../lambda/services';

let http: HttpCloud;
beforeAll(async () => {
  http = await HttpCloud.start();
});
afterAll(() => http.close());

const WAYS: readonly [way: string, servicesOf: (scene: Scene) => Services][] = [
  ['by the port', ({ s3 }) => s3.services],
  ['over HTTP', ({ s3 }) => http.servicesOf(s3)],
];

const cells = Object.entries(CONDITIONS).flatMap(([condition, { outcomes }]) => EVENTS
  .filter((event) => outcomes[event] !== undefined)
  .map((event) => [event, condition, outcomes[event]!] as const));

describe.each(WAYS)(`every event, whatever it meets, %s (${cells.length} cells)`, (_, servicesOf) => {
  test.each(cells)('%s, %s: %s', async (event, name, outcome) => {
    const condition = CONDITIONS[name];
    const scene = await sceneOf(event, condition.definition ?? {});
    condition.apply?.(scene, event);

    const answers = await delivered(scene, servicesOf(scene), condition);

    expect(summary(answers, scene)).toBe(outcome);
    answers.forEach((answer) => check(answer, condition.reason));
  });
});

async function delivered(scene: Scene, services: Services, { deliveries, rewrite }: typeof CONDITIONS[string]): Promise<Answer[]> {
  if (deliveries === 'at once') {
    return Promise.all([deliver(scene, services), deliver(scene, services)]);
  }
  const first = await deliver(scene, services, rewrite);
  scene.s3.clock.startInvocation();
  return deliveries === 'again' ? [first, await deliver(scene, services)] : [first];
}

/** A failure says why; a success of anything but a deletion has all attributes. */
function check({ status, reason, attributes, physicalId }: Answer, expected = /./): void {
  if (status === 'FAILED') {
    expect(reason).toMatch(expected);
  } else if (attributes !== undefined) {
    expect(Object.values(attributes).every((value) => typeof value === 'string')).toBe(true);
    expect(attributes.JobId).toBe(physicalId.startsWith('none/') ? '' : physicalId.split('/')[0]);
  }
}

test('a long wait went through three invocations', async () => {
  const condition = CONDITIONS['a wait across three invocations'];
  const scene = await sceneOf('create', condition.definition!);
  condition.apply!(scene, 'create');

  await deliver(scene, http.servicesOf(scene.s3));

  expect(scene.s3.hops.map(({ hop }) => hop)).toEqual([1, 2]);
  expect(scene.s3.status(scene.s3.jobs[0].id)).toBe('Complete');
});

test('every call of the handler went over HTTP', () => {
  const asked = new Set(http.requests.map((line) => line.replace(/\/[0-9-]{36}/, '/ID').replace(/functions\/.*/, 'functions')));

  expect([...asked].sort()).toEqual([
    'GET /v20180820/jobs', 'GET /v20180820/jobs/ID', 'GET /v20180820/jobs/ID/tagging', 'POST /', 'POST /2015-03-31/functions',
    'POST /v20180820/jobs', 'POST /v20180820/jobs/ID/priority', 'POST /v20180820/jobs/ID/status',
  ]);
});
