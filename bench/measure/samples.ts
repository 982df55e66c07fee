/** What was measured several times. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figureOf(samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

/** A figure with its spread, such as `1.2 (1.1 to 1.4) s`. */
export function spread({ median, least, most }: Figure, unit: string, digits = 2): string {
  const [middle, low, high] = [median, least, most].map((value) => value.toFixed(digits));
  return `${middle} (${low} to ${high}) ${unit}`;
}

/** By what factor two figures differ that were measured in the same rounds: the median of the rounds' own ratios, so that a slow minute counts for both. */
export function ratioOf(samples: readonly number[], toSamples: readonly number[]): Figure {
  return figureOf(samples.map((sample, round) => sample / toSamples[round]));
}
