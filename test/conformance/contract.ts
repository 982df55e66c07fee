import type { Cell } from './cell';
import { ACL_CELLS } from './cells/acl';
import { CHECKSUM_CELLS } from './cells/checksums';
import { COPY_CELLS } from './cells/copy';
import { LOCK_CELLS } from './cells/lock';
import { MULTIPART_CELLS } from './cells/multipart';
import { OBJECT_CELLS } from './cells/objects';
import { STATE_CELLS } from './cells/state';
import { TAGGING_CELLS } from './cells/tagging';
import { VERSION_CELLS } from './cells/versions';
import { Stage } from './stage';
import type { Subject } from './subject';

/** All that is claimed of a store: what each call does in each case. */
export const CONTRACT: readonly Cell[] = [
  ...OBJECT_CELLS, ...TAGGING_CELLS, ...VERSION_CELLS, ...COPY_CELLS, ...ACL_CELLS, ...LOCK_CELLS, ...MULTIPART_CELLS, ...CHECKSUM_CELLS,
  ...STATE_CELLS,
];

/** Holds one cell against a subject; fails where the claim isn't true of it. */
export function hold(cell: Cell, subject: Subject): Promise<void> {
  return cell.run(new Stage(subject));
}
