import * as fs from 'node:fs';
import * as path from 'node:path';
import { JOBS } from './golden-events/jobs';
import { Replay, type Recording } from './golden-events/replay';
import { parsePhysicalId } from '../../lambda/physical-id';

const FOLDER = path.join(__dirname, 'golden-events');
const versions = fs.readdirSync(FOLDER).filter((entry) => /^\d+$/.test(entry));
const recordings = versions.flatMap((version) => fs.readdirSync(path.join(FOLDER, version)).map((file) => `${version}/${file}`));

const read = (name: string): Recording => JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8'));

// an answer has no place for what is undefined
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

test.each(recordings)('today\'s handler decides about the events of %s as was recorded', async (name) => {
  const { objects, steps } = read(name);
  const replay = new Replay(objects);

  for (const { decision, ...delivered } of steps) {
    expect([delivered.event.RequestId, asJson(await replay.next(delivered))]).toEqual([delivered.event.RequestId, decision]);
  }
});

test.each(recordings)('%s has an event of each kind', (name) => {
  const kinds = read(name).steps.map(({ event: { RequestType }, stackStatus, decision: { created } }) => `${RequestType} ${stackStatus} ${created.length}`);

  expect(kinds).toEqual([
    'Create CREATE_IN_PROGRESS 1',
    'Update UPDATE_IN_PROGRESS 0',
    'Update UPDATE_IN_PROGRESS 1',
    'Update UPDATE_ROLLBACK_IN_PROGRESS 0',
    'Update UPDATE_IN_PROGRESS 1',
    'Delete DELETE_IN_PROGRESS 0',
  ]);
});

test.each(recordings)('%s went as the rules have it: one id per run, the old one after a rollback, no live job at the end', (name) => {
  const decisions = read(name).steps.map(({ decision }) => decision);
  const [first, same, other, back, again, deleted] = decisions.map(({ physicalId }) => physicalId);
  const runOf = (id: string) => (parsePhysicalId(id) as { run: string }).run;

  expect([same, back]).toEqual([first, first]);
  expect(new Set([first, other, again]).size).toBe(3);
  expect(runOf(again)).toBe(runOf(other));
  expect(runOf(other)).not.toBe(runOf(first));
  expect(deleted).toBe(again);
  expect(decisions[5].jobs.map(({ status }) => status).filter((status) => !['Complete', 'Cancelled'].includes(status))).toEqual([]);
});

test('every definition is recorded in the latest version', () => {
  const latest = versions.map(Number).sort((a, b) => b - a)[0];

  expect(fs.readdirSync(path.join(FOLDER, String(latest))).sort()).toEqual(Object.keys(JOBS).map((name) => `${name}.json`).sort());
});
