import { DEFAULT_FACT_RULES, type FactRules } from './fact-rules';
import {
  type CadenceRule,
  type CourseRules,
  type DutyRules,
  type GradingRules,
  type MarkMeaning,
  NATURE_KINDS,
  type Policy,
  type TierBand,
  type TierDuties,
} from './policy';
import { checkPolicy } from './policy-checks';
import {
  day,
  flag,
  fromEntries,
  hundredths,
  invalid,
  list,
  object,
  oneOf,
  text,
  texts,
  whole,
} from './policy-fields';
import { DEFAULT_REMINDER_RULES, reminderRules } from './reminder-rules';
import {
  DEFAULT_HELP_RULES,
  DEFAULT_TEACHING_RULES,
  helpRules,
  PAIRING_WEIGHTS,
  pairingWeights,
  teachingRules,
} from './service-rules';

const MARK_MEANINGS: readonly MarkMeaning[] = ['passed', 'failed', 'pending', 'ignored', 'void'];
const CADENCES: readonly CadenceRule[] = ['monthly', 'two-weeks', null];

/**
 * Reads a policy from JSON, whole: nothing is filled in silently, but for `facts`, in it
 * `referralAnswerDays`, `reminders`, `help`, `matching` and `teaching`, which older files do not have.
 * Credits, points and hours are integers of 1/100.
 *
 * @throws DomainError POLICY_INVALID naming the path and what should stand there
 */
export function parsePolicy(value: unknown): Policy {
  const top = object(value, '');
  const criteria = object(top.criteria, 'criteria');
  const policy: Policy = {
    id: text(top.id, 'id'),
    version: text(top.version, 'version'),
    title: text(top.title, 'title'),
    effectiveFrom: day(top.effectiveFrom, 'effectiveFrom'),
    criteria: {
      truancyHours: hundredths(criteria.truancyHours, 'criteria.truancyHours'),
      failedCoursesFrom: hundredths(criteria.failedCoursesFrom, 'criteria.failedCoursesFrom'),
      warningLine: hundredths(criteria.warningLine, 'criteria.warningLine'),
      gpaBelow: hundredths(criteria.gpaBelow, 'criteria.gpaBelow'),
      studyDisciplineKinds: texts(criteria.studyDisciplineKinds, 'criteria.studyDisciplineKinds'),
    },
    tiers: tiers(top.tiers),
    nearMissWithin: hundredths(top.nearMissWithin, 'nearMissWithin'),
    courses: courses(top.courses),
    grading: grading(top.grading),
    facts: top.facts === undefined ? DEFAULT_FACT_RULES : facts(top.facts),
    duties: duties(top.duties),
    reminders: top.reminders === undefined ? DEFAULT_REMINDER_RULES : reminderRules(top.reminders),
    help: top.help === undefined ? DEFAULT_HELP_RULES : helpRules(top.help),
    matching: top.matching === undefined ? PAIRING_WEIGHTS : pairingWeights(top.matching),
    teaching: top.teaching === undefined ? DEFAULT_TEACHING_RULES : teachingRules(top.teaching),
  };
  checkPolicy(policy);
  return policy;
}

function tiers(value: unknown): readonly TierBand[] {
  const bands = list(value, 'tiers').map((entry, index): TierBand => {
    const path = `tiers[${index}]`;
    const band = object(entry, path);
    return {
      tier: oneOf(band.tier, [1, 2, 3] as const, `${path}.tier`),
      from: hundredths(band.from, `${path}.from`),
      below: band.below === null ? null : hundredths(band.below, `${path}.below`),
      word: band.word === null ? null : text(band.word, `${path}.word`),
    };
  });
  if (bands.length !== 3) throw invalid('tiers', '应恰有一级、二级、三级三档');
  bands.forEach((band, index) => {
    if (band.tier !== index + 1) throw invalid(`tiers[${index}].tier`, '应从一级到三级排列');
    const next = bands[index + 1];
    if (band.below !== (next?.from ?? null)) {
      throw invalid(
        `tiers[${index}].below`,
        next ? '应等于下一级的起点学分，中间不能有空档' : '应留空，最重一级不设上限',
      );
    }
    if (band.below !== null && band.below <= band.from)
      throw invalid(`tiers[${index}].below`, '应大于这一级的起点学分');
  });
  return bands;
}

function courses(value: unknown): CourseRules {
  const rules = object(value, 'courses');
  return {
    countedNatures: list(rules.countedNatures, 'courses.countedNatures').map((kind, index) =>
      oneOf(kind, NATURE_KINDS, `courses.countedNatures[${index}]`),
    ),
    natures: list(rules.natures, 'courses.natures').map((entry, index) => {
      const path = `courses.natures[${index}]`;
      const alias = object(entry, path);
      return {
        text: text(alias.text, `${path}.text`),
        match: oneOf(alias.match, ['whole', 'part'] as const, `${path}.match`),
        kind: oneOf(alias.kind, NATURE_KINDS, `${path}.kind`),
      };
    }),
    repeatableCodes: texts(rules.repeatableCodes, 'courses.repeatableCodes'),
    repeatableNames: texts(rules.repeatableNames, 'courses.repeatableNames'),
    substitutions: list(rules.substitutions, 'courses.substitutions').map((entry, index) => {
      const path = `courses.substitutions[${index}]`;
      const pair = object(entry, path);
      return { code: text(pair.code, `${path}.code`), by: text(pair.by, `${path}.by`) };
    }),
  };
}

function grading(value: unknown): GradingRules {
  const rules = object(value, 'grading');
  const levels = Object.entries(object(rules.levels, 'grading.levels')).map(([word, entry]) => {
    const path = `grading.levels.${word}`;
    const level = object(entry, path);
    return [
      word,
      {
        percent: level.percent === null ? null : hundredths(level.percent, `${path}.percent`),
        isPass: flag(level.isPass, `${path}.isPass`),
      },
    ] as const;
  });
  const marks = Object.entries(object(rules.marks, 'grading.marks')).map(
    ([word, meaning]) => [word, oneOf(meaning, MARK_MEANINGS, `grading.marks.${word}`)] as const,
  );
  const point = object(rules.point, 'grading.point');
  const step = whole(point.step, 'grading.point.step');
  if (step === 0) throw invalid('grading.point.step', '不能为 0');
  return {
    passMark: hundredths(rules.passMark, 'grading.passMark'),
    levels: fromEntries(levels),
    marks: fromEntries(marks),
    point: {
      base: hundredths(point.base, 'grading.point.base'),
      step,
      resitCap: hundredths(point.resitCap, 'grading.point.resitCap'),
    },
  };
}

function facts(value: unknown): FactRules {
  const rules = object(value, 'facts');
  const ends = object(rules.termEnds, 'facts.termEnds');
  const meanings = <T>(key: string, allowed: readonly T[]) =>
    fromEntries(
      Object.entries(object(rules[key], `facts.${key}`)).map(
        ([word, meaning]) => [word, oneOf(meaning, allowed, `facts.${key}.${word}`)] as const,
      ),
    );
  const end = (semester: string) => {
    const path = `facts.termEnds.${semester}`;
    const monthDay = text(ends[semester], path);
    day(`2001-${monthDay}`, path);
    return monthDay;
  };
  const warningKinds = texts(rules.warningKinds, 'facts.warningKinds');
  if (warningKinds.length === 0) throw invalid('facts.warningKinds', '至少应有一种');
  return {
    absences: meanings('absences', ['unexcused', 'excused'] as const),
    warningKinds,
    referrals: meanings('referrals', ['accepted', 'open'] as const),
    referralAnswerDays:
      rules.referralAnswerDays === undefined
        ? DEFAULT_FACT_RULES.referralAnswerDays
        : whole(rules.referralAnswerDays, 'facts.referralAnswerDays'),
    termEnds: { 1: end('1'), 2: end('2'), 3: end('3') },
  };
}

function duties(value: unknown): DutyRules {
  const rules = object(value, 'duties');
  const byTier = object(rules.tiers, 'duties.tiers');
  const days = object(rules.dueDays, 'duties.dueDays');
  const dueDays = (key: string) => whole(days[key], `duties.dueDays.${key}`);
  return {
    tiers: {
      watch: tierDuties(byTier.watch, 'duties.tiers.watch'),
      1: tierDuties(byTier['1'], 'duties.tiers.1'),
      2: tierDuties(byTier['2'], 'duties.tiers.2'),
      3: tierDuties(byTier['3'], 'duties.tiers.3'),
    },
    dueDays: {
      firstTalk: dueDays('firstTalk'),
      studyPlan: dueDays('studyPlan'),
      phoneParents: dueDays('phoneParents'),
      warningLetter: dueDays('warningLetter'),
      pairing: dueDays('pairing'),
      jointMeeting: dueDays('jointMeeting'),
    },
    openDaysBefore: whole(rules.openDaysBefore, 'duties.openDaysBefore'),
    handoverDays: whole(rules.handoverDays, 'duties.handoverDays'),
  };
}

function tierDuties(value: unknown, path: string): TierDuties {
  const rules = object(value, path);
  const regular = object(rules.regularTalk, `${path}.regularTalk`);
  return {
    firstTalk: list(rules.firstTalk, `${path}.firstTalk`).map((side, index) =>
      oneOf(side, ['adviser', 'counselor'] as const, `${path}.firstTalk[${index}]`),
    ),
    firstTalkInPerson: flag(rules.firstTalkInPerson, `${path}.firstTalkInPerson`),
    regularTalk: {
      adviser: oneOf(regular.adviser, CADENCES, `${path}.regularTalk.adviser`),
      counselor: oneOf(regular.counselor, CADENCES, `${path}.regularTalk.counselor`),
    },
    studyPlan: flag(rules.studyPlan, `${path}.studyPlan`),
    phoneParents: flag(rules.phoneParents, `${path}.phoneParents`),
    warningLetter: flag(rules.warningLetter, `${path}.warningLetter`),
    pairing: flag(rules.pairing, `${path}.pairing`),
    jointMeeting: flag(rules.jointMeeting, `${path}.jointMeeting`),
    planReview: oneOf(rules.planReview, CADENCES, `${path}.planReview`),
    courseAdvice: flag(rules.courseAdvice, `${path}.courseAdvice`),
    volunteerGuidance: oneOf(rules.volunteerGuidance, CADENCES, `${path}.volunteerGuidance`),
    focusNote: oneOf(rules.focusNote, CADENCES, `${path}.focusNote`),
  };
}
