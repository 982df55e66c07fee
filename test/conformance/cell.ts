import type { Stage } from './stage';
import type { ObjectStore } from '../../local/src/store/object-store';

/** One claim about one call: what S3 does in one case. */
export interface Cell {
  readonly call: keyof ObjectStore;
  /** What S3 does. */
  readonly claim: string;
  /** Where AWS says so. */
  readonly source: string;
  /** Why Ceph's server, which the contract is held against, can't show it. The documentation wins. */
  readonly notInCeph?: NotInCeph;
  /** Fails where it isn't so. */
  run(stage: Stage): Promise<void>;
}

/** What Ceph's server does instead. */
export interface NotInCeph {
  /** `differs`: it does something else; `unprovable`: it hasn't got what the claim is about. */
  readonly verdict: 'differs' | 'unprovable';
  readonly why: string;
  /** What to look at in an account. */
  readonly command: string;
}

const API = 'S3 API reference';
const GUIDE = 'S3 User Guide';

/** A page of the API reference. */
export const api = (page: string): string => `${API}, "${page}"`;

/** A page of the user guide. */
export const guide = (page: string): string => `${GUIDE}, "${page}"`;

/** The other thing that Ceph's server does. */
export const differs = (why: string, command: string): NotInCeph => ({ verdict: 'differs', why, command: `aws s3api ${command}` });

/** What Ceph's server hasn't got. */
export const unprovable = (why: string, command: string): NotInCeph => ({ verdict: 'unprovable', why, command: `aws s3api ${command}` });
