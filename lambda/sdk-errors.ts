import { types } from 'node:util';
import { ServiceError } from './job-control';

/** Runs one SDK call and words whatever it throws as the port does. */
export async function call<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw toServiceError(error);
  }
}

/** A code that isn't in the SDK's model comes as the error's name; a connection's failure has a system code and no status. */
function toServiceError(error: unknown): unknown {
  // whichever realm it is from, as Node's own may be
  if (!types.isNativeError(error)) {
    return error;
  }
  const { name, message, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  return new ServiceError(code ?? name, message, $metadata?.httpStatusCode);
}
