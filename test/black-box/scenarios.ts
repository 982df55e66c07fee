import type { AppName } from './definitions';
import type { JobStatus, StackStatus } from '../../local/src';

/** What somebody does to a stack; the last step is the one in which the handler dies. */
export interface Scenario {
  readonly name: string;
  /** What is deployed before, undisturbed. */
  readonly before: readonly AppName[];
  readonly step: AppName | 'delete';
  /** How the stack and its jobs end, oldest first, when nobody dies. */
  readonly ends: StackStatus;
  readonly jobs: readonly JobStatus[];
  /** Its jobs end as the race has it between a failing sibling and the handler: only the stack ends alike each time. */
  readonly isRace?: true;
  /** It takes several times as long as the others. */
  readonly isLong?: true;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'deploy', before: [], step: '1', ends: 'CREATE_COMPLETE', jobs: ['Complete'] },
  { name: 'deploy, the job held', before: [], step: '1, held', ends: 'CREATE_COMPLETE', jobs: ['Suspended'] },
  { name: 'deploy, the objects counted first', before: [], step: '1, counted', ends: 'CREATE_COMPLETE', jobs: ['Complete'] },
  { name: 'deploy rows that are staged', before: [], step: '1, of staged rows', ends: 'CREATE_COMPLETE', jobs: ['Complete'] },
  { name: 'deploy what fails, and roll back', before: [], step: 'of no objects', ends: 'ROLLBACK_COMPLETE', jobs: ['Failed'] },
  { name: 'deploy, a sibling fails, roll back', before: [], step: '1, and a sibling fails', ends: 'ROLLBACK_COMPLETE', jobs: ['Cancelled'] },
  { name: 'deploy, a sibling fails meanwhile, roll back', before: [], step: 'slow, and a sibling fails meanwhile', ends: 'ROLLBACK_COMPLETE', jobs: ['Cancelled'], isRace: true },
  { name: 'deploy, through two invocations', before: [], step: 'slow, waited for', ends: 'CREATE_COMPLETE', jobs: ['Complete'], isLong: true },
  { name: 'update without a change, job over', before: ['1'], step: '1', ends: 'UPDATE_COMPLETE', jobs: ['Complete'] },
  { name: 'update without a change, job live', before: ['1, held'], step: '1, held', ends: 'UPDATE_COMPLETE', jobs: ['Suspended'] },
  { name: 'update priority and tags', before: ['1, held'], step: '1, held, with other priority and tags', ends: 'UPDATE_COMPLETE', jobs: ['Suspended'] },
  { name: 'update to a new job', before: ['1'], step: '2', ends: 'UPDATE_COMPLETE', jobs: ['Complete', 'Complete'] },
  { name: 'update that replaces a held job', before: ['1, held'], step: '2', ends: 'UPDATE_COMPLETE', jobs: ['Cancelled', 'Complete'] },
  { name: 'update that replaces a job at work', before: ['slow'], step: '2', ends: 'UPDATE_COMPLETE', jobs: ['Cancelled', 'Complete'] },
  { name: 'update that replaces a held job, the objects counted first', before: ['1, held'], step: '2, counted', ends: 'UPDATE_COMPLETE', jobs: ['Cancelled', 'Complete'] },
  { name: 'update that replaces a held job, finding no objects', before: ['1, held'], step: 'of no objects, which is fine', ends: 'UPDATE_COMPLETE', jobs: ['Cancelled', 'Failed'] },
  { name: 'update to what fails, and roll back', before: ['1'], step: 'of no objects', ends: 'UPDATE_ROLLBACK_COMPLETE', jobs: ['Complete', 'Failed'] },
  { name: 'update to a new job, a sibling fails, roll back', before: ['1'], step: '2, held, and a sibling fails', ends: 'UPDATE_ROLLBACK_COMPLETE', jobs: ['Complete', 'Cancelled'] },
  { name: 'update that replaces a job at work, a sibling fails, roll back', before: ['slow'], step: '2, and a sibling fails', ends: 'UPDATE_ROLLBACK_COMPLETE', jobs: ['Cancelled', 'Complete'] },
  { name: 'delete, job over', before: ['1'], step: 'delete', ends: 'DELETE_COMPLETE', jobs: ['Complete'] },
  { name: 'delete, job held', before: ['1, held'], step: 'delete', ends: 'DELETE_COMPLETE', jobs: ['Cancelled'] },
  { name: 'delete, job at work', before: ['slow'], step: 'delete', ends: 'DELETE_COMPLETE', jobs: ['Cancelled'] },
];
