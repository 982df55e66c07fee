import { refusal, storeWith } from './store-fixture';

const object = { bucket: 'box', key: 'a' };
const body = Buffer.from('');

// S3 User Guide, "Categorizing your storage using tags"
describe.each([
  ['a key of AWS\'s own', { Key: 'aws:stack', Value: 'x' }, 'aws:'],
  ['a key with another sign', { Key: 'a*', Value: 'x' }, 'a*'],
  ['a value with another sign', { Key: 'a', Value: 'x!' }, 'x!'],
  ['a control character', { Key: 'a', Value: '\u0007' }, 'letters'],
])('a tag with %s', (_case, tag, text) => {
  test('is put on no object', async () => {
    const { s3 } = storeWith();
    await s3.putObject({ ...object, body });
    for (const call of [() => s3.putObject({ ...object, body, tagSet: [tag] }), () => s3.putObjectTagging({ ...object, tagSet: [tag] })]) {
      await expect(call()).rejects.toMatchObject(refusal(400, 'InvalidTag', text));
    }
  });
});

test('takes letters and digits of all scripts, spaces and the signs that S3 has', async () => {
  const { s3 } = storeWith();
  const tagSet = [{ Key: 'Größe 大 1', Value: '+ - = . _ : / @' }, { Key: 'law:aws:', Value: '' }];
  await s3.putObject({ ...object, body, tagSet });
  expect(await s3.getObjectTagging(object)).toMatchObject({ tagSet });
});
