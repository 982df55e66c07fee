import { types } from 'node:util';

/** What an answer tells of a defect of ours: no paths of this machine, which the errors of system calls name. */
export function defectText(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const { name, code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? `${name}: ${error.message}` : `${name}: ${code} in ${syscall}`;
}
