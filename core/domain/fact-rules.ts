/** What an absence with this word is: 旷课, or one with leave. */
export type AbsenceMeaning = 'unexcused' | 'excused';
/** What the meeting made of a referral. */
export type ReferralMeaning = 'accepted' | 'open';

/** How the lists beside the grades are read: absences, discipline, warnings, referrals. */
export interface FactRules {
  /** 是否请假 or 性质; blank: unexcused, since the list is one of 旷课. */
  readonly absences: Readonly<Record<string, AbsenceMeaning>>;
  /** Kinds on the academic office's list; blank: the first one. */
  readonly warningKinds: readonly string[];
  /** 状态 or 是否诊断会接受; blank: open. */
  readonly referrals: Readonly<Record<string, ReferralMeaning>>;
  /** Days within which the meeting answers a referral 早报告; from then on it is overdue. */
  readonly referralAnswerDays: number;
  /**
   * Month and day, in the academic year's second calendar year, on which a semester is over: whether a
   * disciplinary action is in force is asked for that day, or for today where it is still to come.
   */
  readonly termEnds: Readonly<Record<'1' | '2' | '3', string>>;
}

/** Also holds for policy files that were written before there were these settings. */
export const DEFAULT_FACT_RULES: FactRules = {
  absences: {
    旷课: 'unexcused',
    无故缺课: 'unexcused',
    无故: 'unexcused',
    未请假: 'unexcused',
    否: 'unexcused',
    请假: 'excused',
    已请假: 'excused',
    事假: 'excused',
    病假: 'excused',
    公假: 'excused',
    是: 'excused',
  },
  warningKinds: ['学业预警', '编入下一年级'],
  referrals: {
    已接受: 'accepted',
    接受: 'accepted',
    诊断会接受: 'accepted',
    诊断会已接受: 'accepted',
    是: 'accepted',
    未接受: 'open',
    不接受: 'open',
    诊断会未接受: 'open',
    否: 'open',
    待定: 'open',
    待讨论: 'open',
    待处理: 'open',
    已提交: 'open',
  },
  referralAnswerDays: 7,
  termEnds: { '1': '01-31', '2': '08-31', '3': '08-31' },
};
