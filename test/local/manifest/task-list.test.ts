import { tasksOf } from './manifest-fixture';
import { TaskList } from '../../../local/src/manifest/task-list';

test('gives tasks back as they were, each time that it is asked', async () => {
  const tasks = [
    { bucket: 'logs', key: 'a' },
    { bucket: 'logs', key: 'b c', encodedKey: 'b%20c', versionId: '' },
    { bucket: 'other', key: 'line\nbreaks\r\u2028\u2029"ü"', versionId: 'v1' },
    // more than waits in memory, and so read in pieces that end anywhere
    { bucket: 'logs', key: '𐀀'.repeat(400_000) },
    { bucket: 'logs', key: 'x'.repeat(400_000) },
    { bucket: 'logs', key: 'z' },
  ];
  const list = new TaskList();
  for (const task of tasks) list.add(task);
  expect(await tasksOf(list)).toEqual(tasks);
  expect(await tasksOf(list)).toEqual(tasks);
});

test('knows whether a task names a version', () => {
  const list = new TaskList();
  list.add({ bucket: 'logs', key: 'a' });
  expect(list.namesVersions).toBe(false);
  list.add({ bucket: 'logs', key: 'a', versionId: 'null' });
  expect(list.namesVersions).toBe(true);
});
