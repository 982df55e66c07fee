import { isMet, type Goal, type Section, type Table } from './section';

export function sectionText({ title, about, tables, goals }: Section): string {
  return [`## ${title}`, about, ...tables.map(tableText), ...goals.length > 0 ? [goalsText(goals)] : []].join('\n\n');
}

function goalsText(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => [goal.what, limitOf(goal), round(goal.measured), isMet(goal) ? 'met' : 'missed']);
  const excuses = goals.filter((goal) => !isMet(goal)).map(({ what, ifMissed }) => `- ${what}: ${ifMissed ?? 'missed, for reasons not known yet'}`);
  return [tableText({ head: ['Goal', 'limit', 'measured', ''], rows }), ...excuses.length > 0 ? [excuses.join('\n')] : []].join('\n\n');
}

function tableText({ head, rows }: Table): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function limitOf({ atMost, atLeast }: Goal): string {
  return atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
