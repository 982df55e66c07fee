import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { FakeService } from './fakes';
import { answerS3Control } from './http-s3-control';
import { ServiceError, type StackControl } from '../../lambda/job-control';
import { sdkJobControl } from '../../lambda/sdk-job-control';
import { sdkManifestStore } from '../../lambda/sdk-manifest-store';
import { invokeLater } from '../../lambda/sdk-self-invoke';
import { sdkStackControl } from '../../lambda/sdk-stack-control';
import type { Services } from '../../lambda/services';
import type { ApiResponse } from '../../local/src/http/server';
import { errorResponse, renderXml } from '../../local/src/http/xml';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:app-Handler-1A2B`;

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What is answered: nothing at all for a call that the service never saw, or whose answer got lost. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | AsyncIterable<Buffer>;
}

/** A fake service behind the APIs' real wire formats, and the handler's own adapters in front of it. */
export class HttpCloud {
  static async start(): Promise<HttpCloud> {
    const cloud = new HttpCloud();
    await new Promise<void>((resolve) => cloud.server.listen(0, '127.0.0.1', resolve));
    return cloud;
  }

  /** Who answers. */
  service?: FakeService;
  /** Who answers for objects, where it isn't the service. */
  objects?: (request: HttpRequest) => Promise<HttpAnswer>;
  /** What was put to the ResponseURL. */
  readonly responses: string[] = [];
  readonly requests: string[] = [];
  private readonly server: Server = createServer((incoming, outgoing) => void this.exchange(incoming, outgoing));

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * What the lifecycle is given for a service: the SDK's clients, with the clock of the service.
   * @param retries whether the SDK asks again by itself, as the adapters have it, for which it waits in real time
   */
  servicesOf(service: FakeService, { retries = false } = {}): Services {
    this.service = service;
    const config = { region: 'us-east-1', credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' }, ...(retries ? {} : { maxAttempts: 1 }) };
    const url = new URL(this.url);
    const authSchemes = [{ name: 'sigv4', signingName: 's3', signingRegion: 'us-east-1', properties: {} }];
    return {
      ...service.services,
      jobs: sdkJobControl(ACCOUNT, { ...config, endpointProvider: () => ({ url, properties: { authSchemes } }) }),
      stacks: sdkStackControl({ ...config, endpoint: this.url }),
      manifests: sdkManifestStore({ ...config, endpoint: this.url }),
      next: { ...service.services.next, invoke: (watch) => invokeLater(ARN, { watch }, { ...config, endpoint: this.url }) },
    };
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  private async exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    this.requests.push(`${request.method} ${request.path}`);
    try {
      const { status, headers, body = '' } = await this.answer(request, incoming);
      Readable.from(typeof body === 'string' ? [Buffer.from(body)] : body).pipe(outgoing.writeHead(status, headers));
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status === undefined) {
        outgoing.destroy();
        return;
      }
      const { status, headers, body } = refusal(error, request);
      outgoing.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    }
  }

  private async answer(request: HttpRequest, { headers }: IncomingMessage): Promise<HttpAnswer> {
    const service = this.service!;
    if (headers['x-amz-account-id'] !== undefined) {
      return answerS3Control(request, service);
    }
    if (request.path === '/') {
      const stackId = new URLSearchParams(request.body).get('StackName') ?? '';
      return stackDescribed(await service.services.stacks.statusOf(stackId), service.stackUpdatedAt);
    }
    if (isInvocation(request)) {
      await service.services.next.invoke(JSON.parse(request.body).watch);
      return { status: 202 };
    }
    if (request.path === '/response') {
      this.responses.push(request.body);
      return { status: 200 };
    }
    return this.objects?.(request) ?? answerS3(request, service.services.manifests);
  }
}

async function read(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  const { pathname, searchParams } = new URL(incoming.url!, 'http://any');
  return { method: incoming.method!, path: pathname, query: searchParams, body: Buffer.concat(chunks).toString() };
}

function isInvocation({ path }: HttpRequest): boolean {
  return path.startsWith('/2015-03-31/functions/');
}

/** Lambda tells its errors in a header, the others in XML. */
function refusal({ status, code, message }: ServiceError, request: HttpRequest): ApiResponse {
  return isInvocation(request)
    ? { status: status!, headers: { 'x-amzn-errortype': code }, body: JSON.stringify({ Message: message }) }
    : errorResponse(status!, code, message);
}

function stackDescribed(StackStatus: Awaited<ReturnType<StackControl['statusOf']>>, updatedAt?: Date): HttpAnswer {
  const LastUpdatedTime = updatedAt?.toISOString();
  const member = { StackName: 'app', CreationTime: '2026-01-01T00:00:00Z', ...(LastUpdatedTime === undefined ? {} : { LastUpdatedTime }), StackStatus };
  return { status: 200, body: renderXml('DescribeStacksResponse', { DescribeStacksResult: { Stacks: { member } } }) };
}

/** HeadObject: all that is asked of a manifest which isn't written here. */
async function answerS3({ method, path, query }: HttpRequest, manifests: Services['manifests']): Promise<HttpAnswer> {
  if (method !== 'HEAD') {
    return { status: 501, body: `nothing here answers ${method} ${path}` };
  }
  const [, bucket, ...key] = path.split('/').map(decodeURIComponent);
  const { etag, versionId } = await manifests.head({ bucket, key: key.join('/'), versionId: query.get('versionId') ?? undefined });
  return { status: 200, headers: { etag, ...(versionId === undefined ? {} : { 'x-amz-version-id': versionId }) } };
}
