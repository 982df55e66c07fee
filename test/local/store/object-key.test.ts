import { refusal, storeWith } from './store-fixture';

const body = Buffer.from('');
const source = { bucket: 'box', key: 'source' };
const LONGEST = 'é'.repeat(512);

// S3 User Guide, "Naming Amazon S3 objects": up to 1,024 bytes of UTF-8
const INVALID: [string, string, number, string, string][] = [
  ['of more than 1,024 bytes', `${LONGEST}a`, 400, 'KeyTooLongError', '1025'],
  ['of no bytes', '', 400, 'InvalidArgument', 'key'],
  ['with half a surrogate pair', 'a\ud800', 400, 'InvalidArgument', '\\ud800'],
];

describe.each(INVALID)('a key %s', (_case, key, status, code, text) => {
  test('is not written', async () => {
    const { s3 } = storeWith({ versioned: true });
    await s3.putObject({ ...source, body });
    for (const call of [
      () => s3.putObject({ bucket: 'box', key, body }),
      () => s3.copyObject({ bucket: 'box', key, source }),
      () => s3.createMultipartUpload({ bucket: 'box', key }),
      () => s3.deleteObject({ bucket: 'box', key }),
    ]) {
      await expect(call()).rejects.toMatchObject(refusal(status, code, text));
    }
  });

  test('is not seeded', () => {
    const { store } = storeWith({ versioned: true });
    expect(() => store.seedObject('box', key, { body })).toThrow(text);
    expect(() => store.seedDeleteMarker('box', key)).toThrow(text);
  });
});

test('takes a key of 1,024 bytes', async () => {
  const { s3 } = storeWith();
  await s3.putObject({ bucket: 'box', key: LONGEST, body });
  await expect(s3.headObject({ bucket: 'box', key: LONGEST })).resolves.toBeDefined();
});
