import { xmlIn } from './body';
import { integer, oneOf, structure } from '../../model/shape';
import type { Restoration } from '../../store/object-state';

const tier = oneOf('Standard', 'Bulk', 'Expedited');

/** RestoreObject's body, without the parts of S3 Select, which no new customer gets. */
const restoreRequest = structure({ Days: integer(1), GlacierJobParameters: structure({ 'Tier*': tier }) });

interface RestoreRequest {
  readonly Days?: number;
  readonly GlacierJobParameters?: { readonly Tier: Restoration['tier'] };
}

/** What RestoreObject's body asks for. API reference, RestoreObject: the tier is Standard unless another is asked for. */
export function restoreIn(body: Buffer): { days?: number; tier: Restoration['tier'] } {
  const { Days, GlacierJobParameters } = xmlIn<RestoreRequest>(body, 'RestoreRequest', restoreRequest);
  return { ...(Days !== undefined && { days: Days }), tier: GlacierJobParameters?.Tier ?? 'Standard' };
}
