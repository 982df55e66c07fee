import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { ManifestStore } from '../../lambda/manifest-store';
import { sdkManifestStore } from '../../lambda/sdk-manifest-store';

/** A request, with its body as it came. */
export interface S3Request {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type S3Answer = (request: S3Request, response: ServerResponse) => void;

/** A server in the place of S3, which answers as a test tells it, and the store whose client asks it. */
export class HttpS3 {
  static async start(answer: S3Answer): Promise<HttpS3> {
    const s3 = new HttpS3(answer);
    await new Promise<void>((resolve) => s3.server.listen(0, '127.0.0.1', resolve));
    return s3;
  }

  readonly received: S3Request[] = [];
  private readonly server: Server = createServer((incoming, outgoing) => void this.exchange(incoming, outgoing));

  private constructor(public answer: S3Answer) {}

  /** By default it asks once a call. */
  store(config: S3ClientConfig = {}): ManifestStore {
    return sdkManifestStore({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
      endpoint: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      maxAttempts: 1,
      ...config,
    });
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  private async exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
    }
    const request = { line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body: Buffer.concat(chunks) };
    this.received.push(request);
    this.answer(request, outgoing);
  }
}
