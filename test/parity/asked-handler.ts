import type { Account, Handler } from './account';
import { readHint, type WatchHint } from '../../lambda/continuation';
import { accountOf, type Answer, type JobEvent } from '../../lambda/events';
import { decide } from '../../lambda/lifecycle';
import { sdkJobControl } from '../../lambda/sdk-job-control';
import { sdkManifestStore } from '../../lambda/sdk-manifest-store';
import { invokeLater } from '../../lambda/sdk-self-invoke';
import { sdkStackControl } from '../../lambda/sdk-stack-control';
import type { Services } from '../../lambda/services';
import type { CustomResourceAnswer } from '../../local/src/stacks/custom-resource/answer';

/** As in the entry point, in milliseconds. */
const TIME_TO_ANSWER = 60_000;

/**
 * The handler's own code in this process. It calls the APIs over HTTP, by its own adapters, with the key of its role; only time passes
 * when it says so. Whoever it hands over to goes on, until there is an answer.
 */
export function askedHandler(endpoint: string): Handler {
  let events = 0;
  return async (functionArn, draft, account) => {
    const event = { ...draft, RequestId: `request-${++events}` } as unknown as JobEvent;
    for (let hint: unknown; ;) {
      const answer = await decide(event, servicesOf(account, endpoint, { functionArn, event, hint }));
      if (answer !== 'handed over') return answered(answer);
      const next = account.acceptedEvents.shift() as { readonly watch?: unknown } | undefined;
      if (next === undefined) throw new Error('the handler handed over to nobody');
      hint = next.watch;
    }
  };
}

/** What one invocation is about. */
interface Asked {
  readonly functionArn: string;
  readonly event: JobEvent;
  readonly hint: unknown;
}

function servicesOf(account: Account, endpoint: string, { functionArn, event, hint }: Asked): Services {
  const { clock } = account;
  const { principal: { accessKeyId }, timeoutMilliseconds } = account.invocation(functionArn);
  const { invoke, ...clients } = clientsOf(accessKeyId, endpoint, accountOf(event.StackId));
  return {
    ...clients,
    next: { ...readHint(hint, event, clock.now()), invoke: (watch) => invoke(functionArn, { ...event, watch }) },
    clock: {
      now: () => clock.now(),
      sleep: (milliseconds) => clock.advance(milliseconds),
      random: () => 0.5,
      invocationEnds: new Date(clock.now().getTime() + timeoutMilliseconds - TIME_TO_ANSWER),
    },
    log: () => undefined,
  };
}

type Clients = Pick<Services, 'jobs' | 'stacks' | 'manifests'> & { readonly invoke: (functionArn: string, payload: { readonly watch: WatchHint }) => Promise<void> };

const knownClients = new Map<string, Clients>();

/** The SDK's clients for a role: costly to make, and the same for every account. */
function clientsOf(accessKeyId: string, endpoint: string, accountId: string): Clients {
  const place = `${accessKeyId} ${endpoint}`;
  const clients = knownClients.get(place) ?? newClients(accessKeyId, endpoint, accountId);
  knownClients.set(place, clients);
  return clients;
}

function newClients(accessKeyId: string, endpoint: string, accountId: string): Clients {
  const config = { region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'none' } };
  // not with the account's id before the host, which no IP address can have
  const authSchemes = [{ name: 'sigv4', signingName: 's3', signingRegion: config.region, properties: {} }];
  const control = { url: new URL(endpoint), properties: { authSchemes } };
  return {
    jobs: sdkJobControl(accountId, { ...config, endpointProvider: () => control }),
    stacks: sdkStackControl({ ...config, endpoint }),
    manifests: sdkManifestStore({ ...config, endpoint, forcePathStyle: true }),
    invoke: (functionArn, payload) => invokeLater(functionArn, payload, { ...config, endpoint }),
  };
}

function answered({ status, physicalId, reason = '', attributes }: Answer): CustomResourceAnswer {
  return { succeeded: status === 'SUCCESS', physicalId, reason, data: { ...attributes } };
}
