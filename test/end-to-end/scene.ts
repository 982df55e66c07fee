import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LocalCloud, type ApiRequest, type Fault } from '../../local/src';

/** The stack that {@link Scene.synthesize} makes. */
export const STACK = 'App';

/**
 * The constructs' own template, the handler's own bundle in a process of its own, and the local engine, over HTTP. Time
 * runs faster for all of them alike.
 */
export class Scene {
  /** @param objects the files whose copies are in the bucket `objects`, by their names */
  static async open(objects: { readonly [name: string]: string | Buffer }): Promise<Scene> {
    const folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
    const scene = new Scene(folder);
    scene.write('objects', objects);
    scene.startedCloud = await LocalCloud.start({ clockFactor: 100, fault: (request) => scene.fault(request) });
    await scene.cloud.seed('objects', join(folder, 'objects'));
    return scene;
  }

  private startedCloud?: LocalCloud;

  private constructor(private readonly folder: string) {}

  /** What goes wrong on the wire. */
  fault: (request: ApiRequest) => Fault | undefined = () => undefined;

  get cloud(): LocalCloud {
    return this.startedCloud!;
  }

  async close(): Promise<void> {
    await this.cloud.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Writes files into a folder of the scene, and returns its path. */
  write(name: string, files: { readonly [name: string]: string | Buffer }): string {
    const folder = join(this.folder, name);
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    return folder;
  }

  /** Synthesizes an app of one stack, and returns the assembly's folder. */
  synthesize(fill: (stack: Stack) => void): string {
    const app = new App({ outdir: mkdtempSync(join(this.folder, 'assembly-')), analyticsReporting: false });
    fill(new Stack(app, STACK, { env: { account: '111122223333', region: 'us-east-1' } }));
    return app.synth().directory;
  }

  /** How often an action was asked for. */
  async calls(action: string): Promise<number> {
    return (await this.cloud.apiCalls()).filter((call) => call.action === action).length;
  }

  /** The rows of the first job's report, sorted. */
  async reportRows(): Promise<string[]> {
    const [job] = await this.cloud.jobs();
    const bucket = job.Report.Bucket!.split(':').pop()!;
    const results = (await this.cloud.listKeys(bucket)).filter((key) => key.endsWith('.csv'));
    const files = await Promise.all(results.map((key) => this.cloud.readObject(bucket, key)));
    return files.flatMap((file) => file.toString().trimEnd().split('\n')).sort();
  }
}
