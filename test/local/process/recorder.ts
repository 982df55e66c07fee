import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../write-files';

/** What a process asked of the network: a name to be looked up, or an address to be connected or sent to. */
export interface RecordedContact {
  /** Of the program that the process runs. */
  readonly program: string;
  readonly contact: string;
}

/**
 * Writes down every name that the process looks up and every address that it connects or sends to, whoever in it does; a
 * pipe's path is none. In a file beside it: a process without this one's environment is told of no other.
 */
const RECORDER = `
const { appendFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');

const program = basename(process.argv[1]);
const record = (contact) => appendFileSync(join(__dirname, 'contacts.jsonl'), JSON.stringify({ program, contact: String(contact) }) + '\\n');

function wrap(owner, name, contactOf) {
  const original = owner[name];
  const wrapper = function (...args) {
    const contact = contactOf(...args);
    if (contact !== undefined) record(contact);
    return original.apply(this, args);
  };
  owner[name] = Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(original));
}

wrap(net.Socket.prototype, 'connect', (first, second) => {
  const [options, host] = [first].flat(2);
  if (typeof options !== 'object') return typeof options === 'string' ? undefined : (second ?? host ?? 'localhost');
  return options.path === undefined || options.path === null ? options.host ?? 'localhost' : undefined;
});
wrap(dgram.Socket.prototype, 'connect', (_port, address) => address ?? 'localhost');
wrap(dgram.Socket.prototype, 'send', (...args) => args.slice(1).find((arg) => typeof arg === 'string') ?? 'localhost');
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of ['lookup', 'lookupService', 'reverse', ...Object.keys(dns).filter((key) => key.startsWith('resolve'))]) {
    if (typeof owner[name] === 'function') wrap(owner, name, (hostname) => hostname);
  }
}
syncBuiltinESMExports();
record('loaded');
`;

/** Puts the recorder into a folder; returns the path that a program has to `require`. */
export function writeRecorder(folder: string): string {
  writeFiles(folder, { 'recorder.cjs': RECORDER });
  return join(folder, 'recorder.cjs');
}

/** What was recorded so far. */
export function recordedContacts(folder: string): RecordedContact[] {
  const file = join(folder, 'contacts.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as RecordedContact) : [];
}
