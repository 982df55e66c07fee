import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Access, CephCluster, cephVersion } from './ceph/cluster';
import { KEY_NAMES } from './ceph/configuration';
import { CONTRACT, hold } from './contract';
import { isAsExpected, judged, type Result, resultLines, resultsDocument, summary } from './results';
import { serverSubject } from './server-subject';
import type { Subject } from './subject';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'CONFORMANCE.md');

/**
 * Holds the contract against the server of S3_ENDPOINT, with its S3_ACCESS_KEY and S3_SECRET_KEY and, for what is encrypted, two
 * S3_KMS_KEYS with a comma between them; or else against Ceph's, where it is installed.
 */
async function main(): Promise<void> {
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKeyId, S3_SECRET_KEY: secretAccessKey, S3_KMS_KEYS = KEY_NAMES.join() } = process.env;
  const version = cephVersion();
  if (endpoint !== undefined) {
    if (!accessKeyId || !secretAccessKey) throw new Error('S3_ENDPOINT takes S3_ACCESS_KEY and S3_SECRET_KEY');
    const keys = S3_KMS_KEYS.split(',') as unknown as Subject['keys'];
    await holdAgainst(serverSubject(endpoint, { endpoint, accessKeyId, secretAccessKey }, keys), false);
  } else if (version === undefined) {
    console.log('skipped: S3_ENDPOINT names no S3 server, and Ceph\'s (radosgw, ceph-mon, ceph-osd, ceph-common) isn\'t installed');
  } else {
    await withCeph((access) => holdAgainst(serverSubject(`radosgw of ${version}`, access, KEY_NAMES), true));
  }
}

async function withCeph(use: (access: Access) => Promise<void>): Promise<void> {
  const { cluster, access } = await CephCluster.start();
  const interrupted = () => void cluster.stop().then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    await use(access);
  } finally {
    process.off('SIGINT', interrupted);
    await cluster.stop();
  }
}

async function holdAgainst(subject: Subject, isCeph: boolean): Promise<void> {
  const results: Result[] = [];
  for (const cell of CONTRACT) {
    const failure = await hold(cell, subject).then(() => undefined, (error: Error) => error.message.replace(/\s+/g, ' '));
    results.push(judged(cell, failure, isCeph));
  }
  await subject.close();
  console.log([...resultLines(results), '', `${subject.name}: ${summary(results)}`].join('\n'));
  if (isCeph) writeFileSync(DOCUMENT, resultsDocument(subject.name, new Date().toISOString().slice(0, 10), results));
  process.exitCode = isAsExpected(results) ? 0 : 1;
}

void main();
