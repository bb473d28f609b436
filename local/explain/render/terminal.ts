import type {
  Condition,
  Explanation,
  FunctionExplanation,
  NearMiss,
  Opened,
  Operand,
  Outcome,
  PoliciesStep,
  PolicyExplained,
  Question,
  Step,
} from '../explanation.ts';
import { spoken } from '../expression/quote.ts';
import { isRaised } from '../ports.ts';

const INDENT = '  ';
/** Longer values are cut. */
const WIDEST = 100;

/** An explanation as lines for a terminal, without colours: it is also what tests and mails read. */
export function renderText(explanation: Explanation): string {
  const { question, verdict, steps, nearMisses, tried, agrees } = explanation;
  const ran = tried.raised
    ? `${tried.raised.sqlstate}: ${tried.raised.message}`
    : `${tried.rows} ${tried.rows === 1 ? 'row' : 'rows'}`;
  return [
    `${titleOf(question)}, as ${explanation.role}`,
    `${verdict.result.toUpperCase()}${verdict.silent ? ', without a word' : ''}. ${verdict.says}`,
    '',
    ...steps.flatMap(stepLines),
    ...nearMisses.length > 0 ? ['', 'Nearly:', ...nearMisses.flatMap(missLines)] : [],
    ...['', `Tried and undone: ${cut(tried.sql)}`, `${INDENT}${ran}`],
    ...agrees
      ? []
      : ['', 'The steps above come to something else than this: that is a fault here.'],
  ].join('\n');
}

export const renderFunction = ({ function: name, role, verdict, steps }: FunctionExplanation) =>
  [
    `EXECUTE ${name}, as ${role}`,
    `${verdict.result.toUpperCase()}. ${verdict.says}`,
    '',
    ...steps.map(({ outcome, says }) => `${marks[outcome]} ${says}`),
  ].join('\n');

const titleOf = ({ command, table, key }: Question): string => {
  const row = Object.entries(key ?? {}).map(([column, value]) => `${column} = ${value ?? 'null'}`);
  return [command.toUpperCase(), spoken(table), ...row.length > 0 ? [row.join(', ')] : []].join(
    ' ',
  );
};

const marks = { pass: '✓', stop: '✗', note: '·' };

function stepLines(step: Step): string[] {
  const line = `${marks[step.outcome]} ${step.says}`;
  return step.kind === 'policies' ? [line, ...indent(policiesLines(step))] : [line];
}

function policiesLines({ permissive, restrictive, notAsked }: PoliciesStep): string[] {
  return [
    ...permissive.flatMap((policy) => policyLines(policy, 'permissive')),
    ...restrictive.flatMap((policy) => policyLines(policy, 'restrictive')),
    ...notAsked.map(({ name, why }) => `· ${name} is not asked: ${why}`),
  ];
}

function policyLines({ name, to, condition, ...policy }: PolicyExplained, kind: string): string[] {
  const about = `${kind}, for ${policy.for}, to ${to.join(', ')}`;
  return [`${markOf(condition.value)} ${name} (${about})`, ...indent(conditionLines(condition))];
}

function conditionLines(condition: Condition): string[] {
  const mark = markOf(condition.value);
  if (condition.kind === 'leaf') {
    const raised = isRaised(condition.value) ? ` raises ${condition.value.message}` : '';
    return [
      `${mark} ${condition.text}${raised}`,
      ...indent(condition.operands.flatMap(operandLines)),
    ];
  }
  const parts = condition.kind === 'not' ? [condition.part] : condition.parts;
  return [`${mark} ${condition.kind}`, ...indent(parts.flatMap(conditionLines))];
}

function operandLines({ text, value, raised, opened }: Operand): string[] {
  const line = `${cut(text)} = ${raised ? `(raises ${raised.message})` : cut(value ?? 'null')}`;
  return [line, ...opened ? indent(openedLines(opened)) : []];
}

function openedLines(opened: Opened): string[] {
  const rights = opened.definer ? " (with its owner's rights)" : '';
  return [
    ...opened.function ? [`in ${opened.function}${rights}`] : [],
    ...indent([
      ...opened.variables.flatMap(({ name, text, value, opened: inside }) => [
        `${name} = ${cut(value ?? 'null')}  (${cut(text)})`,
        ...inside ? indent(openedLines(inside)) : [],
      ]),
      ...opened.calls.flatMap(openedLines),
      ...opened.branches.flatMap((branch) => ['if', ...indent(conditionLines(branch))]),
      ...opened.queries.flatMap(({ from, rows, countedTo, conditions }) => [
        `${rows >= countedTo ? `${countedTo} or more` : rows} of ${from} where`,
        ...indent(conditions.map(({ text, rows }) => `${cut(text)}  (${rows} alone)`)),
      ]),
      ...opened.closed ? [`not opened further: ${opened.closed}`] : [],
    ]),
  ];
}

const missLines = ({ says, row, path }: NearMiss): string[] => [
  `- ${says}`,
  `${INDENT}${
    cut(Object.entries(row).map(([column, value]) => `${column} = ${value}`).join(', '))
  }`,
  `${INDENT}in ${path.join(' > ')}`,
];

const markOf = (value: Outcome): string =>
  isRaised(value) ? '!' : value === null ? '?' : value ? '✓' : '✗';

const indent = (lines: string[]): string[] => lines.map((line) => INDENT + line);

const cut = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line;
};
