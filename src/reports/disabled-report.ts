import { Report } from './report';
import type { ReportBinding } from '../private/binding';

/** No report. */
export class DisabledReport extends Report {
  public readonly name = 'Disabled';

  /** @internal */
  public _bind(): ReportBinding {
    return { request: { Enabled: false }, permissions: [], problems: [], warnings: [] };
  }
}
