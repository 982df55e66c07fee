import type { Subject } from './subject';
import { ApiLog } from '../../local/src/api-log';
import { MemoryStore } from '../../local/src/store/memory-store';
import { FakeClock } from '../local/fake-clock';

/** The account of the stores in memory. */
export const ACCOUNT = '111122223333';

/** A store in memory, and the keys it knows. */
export function memoryStore() {
  const clock = new FakeClock();
  const log = new ApiLog(clock);
  const store = new MemoryStore({ clock, log, account: ACCOUNT });
  const keys = [store.keys.addKey('key-1'), store.keys.addKey('key-2')] as const;
  let buckets = 0;
  const createBucket: Subject['createBucket'] = async (configuration) => {
    const name = `bucket-${++buckets}`;
    store.createBucket(name, configuration);
    return name;
  };
  return { store, log, keys, createBucket };
}

/** The store itself. */
export function memorySubject(): Subject {
  const { store, keys, createBucket } = memoryStore();
  return { name: 'memory', store: store.asOwner(), keys, createBucket, close: async () => undefined };
}
