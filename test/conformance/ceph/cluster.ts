import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cephConfiguration } from './configuration';

const run = promisify(execFile);

/** The storage classes that objects are put into. */
const STORAGE_CLASSES = ['STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'GLACIER_IR', 'DEEP_ARCHIVE'];

/** How often a daemon is asked whether it is there yet, a fifth of a second apart. */
const ATTEMPTS = 300;

/** Access to a server. */
export interface Access {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The version of Ceph's S3 gateway that is installed; undefined where none is. */
export function cephVersion(): string | undefined {
  try {
    return execFileSync('radosgw', ['--version'], { encoding: 'utf8' }).split(' (')[0];
  } catch {
    return undefined;
  }
}

/** A Ceph cluster of one of each, whose objects are in memory: a real S3 server that ends with whoever started it. */
export class CephCluster {
  /** Starts one on free ports of 127.0.0.1; what was started ends if it fails. */
  static async start(): Promise<{ cluster: CephCluster; access: Access }> {
    const cluster = new CephCluster();
    try {
      return { cluster, access: await cluster.startAll() };
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  private readonly folder = mkdtempSync(join(tmpdir(), 'ceph-'));
  private readonly daemons: ChildProcess[] = [];

  async stop(): Promise<void> {
    await Promise.all(this.daemons.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map(async (daemon) => {
      // there is nothing to save: all is in memory
      daemon.kill('SIGKILL');
      await once(daemon, 'exit');
    }));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startAll(): Promise<Access> {
    const [monitorPort, gatewayPort] = [await freePort(), await freePort()];
    const clusterId = randomUUID();
    for (const data of ['mon', 'osd', 'rgw']) mkdirSync(join(this.folder, data));
    writeFileSync(join(this.folder, 'ceph.conf'), cephConfiguration({ folder: this.folder, monitorPort, gatewayPort }, clusterId));
    await this.startMonitor(clusterId, monitorPort);
    await this.startStore();
    await this.addStorageClasses();
    const endpoint = `http://127.0.0.1:${gatewayPort}`;
    this.daemon('radosgw', '-n', 'client.rgw');
    await answering(`S3 at ${endpoint}`, () => fetch(endpoint));
    const access = { endpoint, accessKeyId: 'CONFORMANCE', secretAccessKey: randomUUID() };
    const keys = [`--access-key=${access.accessKeyId}`, `--secret-key=${access.secretAccessKey}`];
    await this.admin('user', 'create', '--uid=conformance', '--display-name=conformance', ...keys);
    return access;
  }

  private async startMonitor(clusterId: string, port: number): Promise<void> {
    const [keyring, map] = [join(this.folder, 'keyring'), join(this.folder, 'monmap')];
    await run('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *']);
    await run('ceph-authtool', [keyring, '--gen-key', '-n', 'client.admin', '--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *']);
    await run('monmaptool', ['--create', '--addv', 'a', `[v1:127.0.0.1:${port}]`, '--fsid', clusterId, map]);
    await this.tool('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring);
    this.daemon('ceph-mon', '-i', 'a', '--public-addr', `v1:127.0.0.1:${port}`);
    await answering('the monitor', () => this.tool('ceph', '-s'));
  }

  private async startStore(): Promise<void> {
    const id = randomUUID();
    await this.tool('ceph', 'osd', 'new', id);
    await this.tool('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', id);
    await this.tool('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=localhost', 'root=default');
    this.daemon('ceph-osd', '-i', '0');
    await answering('the object store', async () => {
      const { stdout } = await this.tool('ceph', 'osd', 'stat');
      if (!stdout.includes('1 up')) throw new Error(stdout);
    });
  }

  private async addStorageClasses(): Promise<void> {
    await this.admin('realm', 'create', '--rgw-realm=r', '--default');
    await this.admin('zonegroup', 'create', '--rgw-zonegroup=default', '--master', '--default');
    await this.admin('zone', 'create', '--rgw-zonegroup=default', '--rgw-zone=default', '--master', '--default');
    for (const name of STORAGE_CLASSES) {
      const placement = ['placement', 'add', '--placement-id=default-placement', `--storage-class=${name}`];
      await this.admin('zonegroup', ...placement, '--rgw-zonegroup=default');
      await this.admin('zone', ...placement, '--rgw-zone=default', '--data-pool=default.rgw.cold');
    }
    await this.admin('period', 'update', '--commit');
  }

  private admin(...words: string[]) {
    return this.tool('radosgw-admin', ...words);
  }

  private tool(program: string, ...words: string[]) {
    return run(program, ['-c', join(this.folder, 'ceph.conf'), ...words], { timeout: 60_000 });
  }

  /** In the foreground, so that it is this process's child, and ends by its process id. */
  private daemon(program: string, ...words: string[]): void {
    this.daemons.push(spawn(program, ['-f', '-c', join(this.folder, 'ceph.conf'), ...words], { stdio: 'ignore' }));
  }
}

async function answering(what: string, ask: () => Promise<unknown>): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await ask();
      return;
    } catch (error) {
      last = error;
      await delay(200);
    }
  }
  throw new Error(`${what} didn't begin to answer: ${String(last)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
