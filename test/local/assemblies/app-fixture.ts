import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { CloudSettings } from '../../../local/src/cloud/cloud';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { PROJECT } from '../function-assembly';

/** A cloud for an app that isn't this project's, with what is told of it, and a folder for the app's files. */
export class AppFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'app-'));
  readonly events: CloudEvent[] = [];
  private readonly clouds: LocalCloud[] = [];

  async start(settings: Partial<CloudSettings> = {}): Promise<LocalCloud> {
    const cloud = await LocalCloud.start({ clockFactor: 200, projectFolder: PROJECT, ...settings, onEvent: (event) => this.events.push(event) });
    this.clouds.push(cloud);
    return cloud;
  }

  /** Synthesizes an app into a folder of its own, as `cdk synth` does; returns the folder. */
  synthesize(addStacks: (app: App) => void): string {
    const outdir = mkdtempSync(join(this.folder, 'cdk-'));
    const app = new App({ outdir, analyticsReporting: false, context: { 'aws:cdk:enable-path-metadata': true } });
    addStacks(app);
    app.synth();
    return outdir;
  }

  get warnings(): string[] {
    return this.events.flatMap((event) => event.kind === 'warning' ? event.message : []);
  }

  async close(): Promise<void> {
    await Promise.all(this.clouds.map((cloud) => cloud.close()));
    rmSync(this.folder, { recursive: true });
  }
}

/** The rows of the reports in a bucket, without the names of versions, sorted. */
export async function rowsIn(cloud: LocalCloud, bucket: string): Promise<string[]> {
  const results = (await cloud.listKeys(bucket)).filter((key) => key.endsWith('.csv'));
  const files = await Promise.all(results.map((key) => cloud.readObject(bucket, key)));
  return files.join('').trimEnd().split('\n').sort();
}
