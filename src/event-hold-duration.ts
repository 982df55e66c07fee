import { wholeNumberProblems } from './private/checks';
import { EVENT_HOLD } from './private/limits';

/**
 * How long an object is retained once its event hold is released.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export class EventHoldDuration {
  /**
   * So many days.
   *
   * @param days a whole number from 1 to 36500
   */
  public static days(days: number): EventHoldDuration {
    return new EventHoldDuration('days', days);
  }

  /**
   * So many years.
   *
   * @param years a whole number from 1 to 100
   */
  public static years(years: number): EventHoldDuration {
    return new EventHoldDuration('years', years);
  }

  private constructor(private readonly unit: 'days' | 'years', private readonly amount: number) {}

  /**
   * Why S3 would refuse the duration.
   *
   * @internal
   */
  public _problems(path: string): string[] {
    const problemPath = `${path}.${this.unit}`;
    return this.amount === undefined
      ? [`\`${problemPath}\` must be given, as in EventHoldDuration.${this.unit}(1)`]
      : wholeNumberProblems(problemPath, this.amount, { min: 1, max: EVENT_HOLD[this.unit] });
  }

  /**
   * The duration as the API spells it.
   *
   * @internal
   */
  public _request(): { readonly Days?: number; readonly Years?: number } {
    return this.unit === 'days' ? { Days: this.amount } : { Years: this.amount };
  }
}
