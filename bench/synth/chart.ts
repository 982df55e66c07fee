import { init, type EChartsOption } from 'echarts';
import type { Sharing } from './deployment';
import { WAYS, type Measurement, type Way } from './synthesis';

/** Half-way between black and white, so that either page shows them. */
const COLOURS: { readonly [way in Way]: string } = { 'this library': '#2f81f7', 'Provider': '#d4762a', 'AwsCustomResource': '#8a63d2' };
const TEXT = { color: '#7d8590' };

const LINES: { readonly [sharing in Sharing]?: 'solid' | 'dashed' } = { 'a role each': 'solid', 'one role': 'dashed' };

/** How templates grow with the number of their jobs, as SVG. */
export function growthChart(measurements: readonly Measurement[]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 420 });
  chart.setOption(optionOf(measurements));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Drawn thin, and over the others: the lines of two ways may be one. */
function isOurs(way: Way): boolean {
  return way === 'this library';
}

function optionOf(measurements: readonly Measurement[]): EChartsOption {
  const axis = { nameTextStyle: TEXT, axisLabel: TEXT, axisLine: { lineStyle: TEXT }, splitLine: { lineStyle: { color: '#7d859055' } } };
  return {
    animation: false,
    title: { left: 0, text: 'Template by number of jobs', subtext: 'minified; dashed: one role for all jobs', textStyle: TEXT, subtextStyle: TEXT },
    legend: { data: [...WAYS], right: 0, top: 8, textStyle: TEXT },
    grid: { left: 60, right: 24, top: 76, bottom: 48 },
    xAxis: { type: 'value', name: 'jobs', nameLocation: 'middle', nameGap: 28, max: 'dataMax', ...axis },
    yAxis: { type: 'value', name: 'KB', ...axis },
    series: Object.entries(LINES).flatMap(([sharing, type]) => WAYS.map((way) => ({
      type: 'line' as const,
      name: way,
      data: measurements.filter((each) => each.sharing === sharing).map(({ jobs, syntheses }) => [jobs, syntheses[way][0].templateBytes / 1000]),
      color: COLOURS[way],
      lineStyle: { type, width: isOurs(way) ? 2 : 5 },
      z: isOurs(way) ? 3 : 2,
      symbol: 'circle',
      symbolSize: 6,
    }))),
  };
}
