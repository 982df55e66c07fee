import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { FunctionFolder } from './function';

/** The program of the engine's processes for functions. */
const PROGRAM = join(dirname(require.resolve('s3-batch-operations-local')), 'runner', 'bootstrap.js');

const EVENT = {
  invocationSchemaVersion: '2.0',
  invocationId: 'f4e6f3a6-4ff4-4a54-9fbb-0d3e9d2c2f1b',
  job: { id: '0b5e4c8e-7bbd-4a35-8d5f-0e3a53b9d9a1' },
  tasks: [{ taskId: '6b8f0f0c-6f5a-4a39-b35d-6c1a8d6e9f0a', s3Key: '2026/11/21/host%201/000001.log', s3VersionId: null, s3Bucket: 'logs' }],
};

/** The processes in which the engine runs a function, without the engine: each is sent an event as soon as it has answered the last. */
export class BareProcesses {
  static async start(count: number, { codeFolder, handler }: FunctionFolder): Promise<BareProcesses> {
    const children = await Promise.all(Array.from({ length: count }, async () => {
      const child = fork(PROGRAM, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      // they write the end of each run to both
      child.stdout!.resume();
      child.stderr!.resume();
      await exchange(child, { kind: 'load', codeFolder, handler, packageFolders: [] });
      return child;
    }));
    return new BareProcesses(children);
  }

  private constructor(private readonly children: readonly ChildProcess[]) {}

  async invoke(times: number): Promise<void> {
    let left = times;
    const invocation = {
      kind: 'invoke', functionName: 'bare', functionVersion: '$LATEST', functionArn: 'bare', requestId: 'bare', timeoutMilliseconds: 3000, event: EVENT,
    };
    await Promise.all(this.children.map(async (child) => {
      while (left-- > 0) await exchange(child, invocation);
    }));
  }

  end(): void {
    for (const child of this.children) child.disconnect();
  }
}

async function exchange(child: ChildProcess, message: object): Promise<void> {
  const answered = once(child, 'message');
  child.send(message);
  const [{ kind }] = await answered as { kind: string }[];
  if (kind === 'threw') throw new Error('the function failed');
}
