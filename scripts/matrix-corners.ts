/** Which release of aws-cdk-lib and constructs: the oldest that this library runs on, or the newest there is. */
export const CDK_ENDS = ['minimum', 'newest'] as const;

/** Releases of Node.js that the tests run on, the oldest that this library runs on first. */
export const NODE_MAJORS = ['20', '22', '24'] as const;

export type CdkEnd = typeof CDK_ENDS[number];
export type NodeMajor = typeof NODE_MAJORS[number];

/** A corner of the matrix. */
export interface Corner {
  readonly cdk: CdkEnd;
  readonly node: NodeMajor;
}

/** All corners, in the order of the document. */
export const CORNERS: readonly Corner[] = CDK_ENDS.flatMap((cdk) => NODE_MAJORS.map((node) => ({ cdk, node })));

/** As the command line and the document name a corner. */
export function cornerName({ cdk, node }: Corner): string {
  return `${cdk},${node}`;
}

/** The corners of these names, in the order of the document; of no names: all. */
export function cornersNamed(names: readonly string[]): readonly Corner[] {
  const unknown = names.filter((name) => !CORNERS.some((corner) => cornerName(corner) === name));
  if (unknown.length > 0) throw new Error(`there is no corner ${unknown.join(' and none ')}; there are: ${CORNERS.map(cornerName).join(' ')}`);
  return names.length === 0 ? CORNERS : CORNERS.filter((corner) => names.includes(cornerName(corner)));
}
