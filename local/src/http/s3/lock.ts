import type { IncomingHttpHeaders } from 'node:http';
import { malformedXml, xmlIn } from './body';
import { headerOf } from './request';
import { oneOf, structure, timestamp } from '../../model/shape';
import type { ObjectLockConfiguration, Retention } from '../../store/object-state';
import { S3Error } from '../../store/s3-error';
import type { ApiResponse } from '../server';
import { xmlResponse } from '../xml';

const MODE = 'x-amz-object-lock-mode';
const RETAIN_UNTIL = 'x-amz-object-lock-retain-until-date';
const LEGAL_HOLD = 'x-amz-object-lock-legal-hold';

/** The headers that lock an object as it is written. */
export const LOCK_HEADERS = [MODE, RETAIN_UNTIL, LEGAL_HOLD];

const retention = structure({ Mode: oneOf('GOVERNANCE', 'COMPLIANCE'), RetainUntilDate: timestamp });
const legalHold = structure({ 'Status*': oneOf('ON', 'OFF') });

/** The retention and legal hold that an object is written with. */
export function lockIn(headers: IncomingHttpHeaders): { retention?: Retention; legalHold?: 'ON' | 'OFF' } {
  const kept = retentionInHeaders(headers);
  const held = headerOf(headers, LEGAL_HOLD);
  if (held !== undefined && held !== 'ON' && held !== 'OFF') throw invalidArgument(`${LEGAL_HOLD} must be ON or OFF, got: ${held}`);
  return { ...(kept && { retention: kept }), ...(held && { legalHold: held }) };
}

/** The headers that tell of an object's lock. */
export function lockHeaders(lock: { readonly retention?: Retention; readonly legalHold?: 'ON' | 'OFF' }): Record<string, string> {
  return {
    ...(lock.retention && { [MODE]: lock.retention.mode, [RETAIN_UNTIL]: lock.retention.retainUntil.toISOString() }),
    ...(lock.legalHold && { [LEGAL_HOLD]: lock.legalHold }),
  };
}

/** PutObjectRetention's body; undefined where it takes the retention away. */
export function retentionInBody(body: Buffer): Retention | undefined {
  const { Mode: mode, RetainUntilDate: until } = xmlIn<{ Mode?: Retention['mode']; RetainUntilDate?: string }>(body, 'Retention', retention);
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined) throw malformedXml('`Mode` and `RetainUntilDate` go together');
  return { mode, retainUntil: new Date(until) };
}

/** PutObjectLegalHold's body. */
export function legalHoldInBody(body: Buffer): 'ON' | 'OFF' {
  return xmlIn<{ readonly Status: 'ON' | 'OFF' }>(body, 'LegalHold', legalHold).Status;
}

/** GetObjectRetention's answer. */
export function retentionOfObject({ mode, retainUntil }: Retention): ApiResponse {
  return xmlResponse(200, 'Retention', { Mode: mode, RetainUntilDate: retainUntil.toISOString() });
}

/** GetObjectLockConfiguration's answer. */
export function lockOfBucket({ defaultRetention }: ObjectLockConfiguration): ApiResponse {
  return xmlResponse(200, 'ObjectLockConfiguration', {
    ObjectLockEnabled: 'Enabled',
    ...(defaultRetention && {
      Rule: {
        DefaultRetention: {
          Mode: defaultRetention.mode,
          ...(defaultRetention.days !== undefined && { Days: String(defaultRetention.days) }),
          ...(defaultRetention.years !== undefined && { Years: String(defaultRetention.years) }),
        },
      },
    }),
  });
}

function retentionInHeaders(headers: IncomingHttpHeaders): Retention | undefined {
  const mode = headerOf(headers, MODE);
  const until = headerOf(headers, RETAIN_UNTIL);
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined) throw invalidArgument(`${MODE} and ${RETAIN_UNTIL} must both be given`);
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw invalidArgument(`Unknown wormMode directive: ${mode}`);
  if (Number.isNaN(Date.parse(until))) throw invalidArgument(`The retain until date must be provided in ISO 8601 format, got: ${until}`);
  return { mode, retainUntil: new Date(until) };
}

function invalidArgument(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
