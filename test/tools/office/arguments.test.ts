import { describe, expect, it } from 'vitest';
import { DomainError } from '#core/domain/errors';
import { COMMANDS, HELP, readArguments } from '../../../tools/office/arguments';

const TERM = ['--term', '2017-2018-2'];

const refusal = (args: readonly string[]): string => {
  try {
    readArguments(args);
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  throw new Error('not refused');
};

describe('arguments of the office command', () => {
  it.each(COMMANDS)('%s is in the help, and where a command is not known', (name) => {
    expect(HELP).toContain(`npm run -s office -- ${name}`);
    expect(refusal(['sreen'])).toContain(name);
  });

  it('default to the policy of 2015 and a table', () => {
    expect(readArguments(['screen', '--grades', 'a.csv', ...TERM])).toEqual({
      name: 'screen',
      grades: ['a.csv'],
      studentNo: undefined,
      courses: [],
      policy: '2015',
      term: '2017-2018-2',
      format: 'table',
      facts: {},
      asOf: undefined,
    });
  });

  it('name the lists beside the grades, each in one file or several', () => {
    const args = ['--absences', 'a', '--absences', 'b', '--warnings', 'w', '--as-of', '2018-05-01'];
    expect(readArguments(['screen', '--grades', 'g', ...args, ...TERM])).toMatchObject({
      facts: { absences: ['a', 'b'], warnings: ['w'] },
      asOf: '2018-05-01',
    });
  });

  it('name the blank table to write out', () => {
    expect(readArguments(['template', 'referrals'])).toEqual({ name: 'template', kind: 'referrals' });
  });

  it('name the policy to write out', () => {
    expect(readArguments(['policy'])).toEqual({ name: 'policy', policy: '2015' });
    expect(readArguments(['policy', '--policy', '2025'])).toEqual({ name: 'policy', policy: '2025' });
  });

  it.each([
    [['screen', '--grades', 'a', 'b', ...TERM]],
    [['screen', ...TERM, '--grades', 'a', 'b']],
    [['screen', '--grades', 'a', '--grades', 'b', ...TERM]],
    [['screen', '--grades=a', 'b', ...TERM]],
  ])('take several files: %j', (args) => {
    expect(readArguments(args)).toMatchObject({ grades: ['a', 'b'] });
  });

  it.each<[readonly string[], RegExp]>([
    [['sreen'], /没有“sreen”这个命令/],
    [['screen', ...TERM], /--grades/],
    [['screen', '--grades'], /--grades/],
    [['screen', '--grades', '', ...TERM], /空/],
    [['screen', '--grades', 'x.csv'], /--term/],
    [['screen', '--grades', 'x.csv', ...TERM, ...TERM], /--term 只能写一次/],
    [['screen', '--grades', 'x.csv', '--term', '2017-2019-1'], /2017-2019-1.*不是学期/],
    [['screen', '--grade', 'x.csv', ...TERM], /没有“--grade”这个选项/],
    [['screen', '--grades', 'x.csv', '-z', ...TERM], /没有“-z”这个选项/],
    [['screen', '--grades', 'x.csv', '--format', 'xml', ...TERM], /xml/],
    [['screen', '--grades', 'x.csv', '--student-no', '', ...TERM], /--student-no/],
    [['screen', '--grades', 'x.csv', '--absences', '', ...TERM], /--absences.*空/],
    [['screen', '--grades', 'x.csv', '--as-of', '2018-02-30', ...TERM], /--as-of.*不是有效的日期/],
    [['template'], /template 后面写 grades、.*offerings、volunteers 之一/],
    [['template', 'marks'], /absences/],
    [['template', 'absences', 'warnings'], /absences/],
  ])('%j are refused in one sentence', (args, sentence) => {
    expect(refusal(args)).toMatch(sentence);
  });
});
