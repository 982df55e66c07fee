import type { Account } from './account';
import { synthesized } from './declaration';
import { once, type Episode } from './episodes';
import { MULTIPART_SIZE } from '../../src/private/limits';

const ASSETS = 'cdk-hnb659fds-assets-111122223333-us-east-1';

/** Long, since every row is handled by itself. */
const ROW = `${'a'.repeat(1000)}\n`;

/**
 * Somebody has replaced the rows that came with the app, by so many others that parts of the manifest are written before
 * the end of them shows it.
 */
export const uploadThatFails: Episode = (declaration) => {
  const stack = once(() => synthesized(declaration));
  return {
    name: 'gives up an upload',
    meanwhile: replaceRows,
    course: async (account) => {
      const { reason = 'nothing' } = await account.deploy(stack());
      if (!reason.includes('is not the one that was synthesized')) return `it should fail of other rows, and did of: ${reason}`;
      // S3 keeps the parts until somebody gives the upload up
      const calls = account.log.calls.filter(({ action }) => action === 's3:AbortMultipartUpload');
      return calls.length > 0 && calls.every(({ error }) => error === undefined) ? undefined : `the parts are still there: ${calls[0]?.error}`;
    },
  };
};

async function replaceRows({ store }: Account): Promise<void> {
  const { versions } = await store.asOwner().listObjectVersions({ bucket: ASSETS });
  const rows = versions.find(({ key }) => key.endsWith('.csv'))!;
  await store.asOwner().putObject({ bucket: ASSETS, key: rows.key, body: Buffer.alloc(2 * MULTIPART_SIZE, ROW) });
}
