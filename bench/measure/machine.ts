import { cpus, totalmem } from 'node:os';
import { version as cdkVersion } from 'aws-cdk-lib/package.json';

/** On what was measured, and when. */
export function machine(): string {
  const [{ model }] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${cpus().length} cores (${model.trim()}), ${memory}, ${process.platform} ${process.arch}, Node.js ${process.version}, aws-cdk-lib ${cdkVersion}`;
}
