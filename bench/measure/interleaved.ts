/**
 * Measures each of the ways once a round, in turn, so that whatever else the machine does in a minute slows all of them.
 * The first round only warms up.
 */
export async function interleaved<Way extends string, Sample>(
  rounds: number, ways: Readonly<Record<Way, () => Sample | Promise<Sample>>>,
): Promise<Record<Way, Sample[]>> {
  const names = Object.keys(ways) as Way[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Way, Sample[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const sample = await ways[name]();
      if (round > 0) samples[name].push(sample);
    }
  }
  return samples;
}
