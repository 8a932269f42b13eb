import type { CloseOutcome } from '../../domain/case-closing';
import type { Difficulty } from '../../domain/case-decision';
import type { CauseFactor } from '../../domain/cause-factor';
import type { Evidence } from '../../domain/criterion';
import type { Role } from '../../domain/role';
import type { SupportTier } from '../../domain/support-tier';
import type { TimelineGroup } from '../../domain/timeline-group';
import type { Page } from '../page';
import type { ReferralListItem } from './referrals';
import type { EvidenceSource } from './screenings';
import type { Tier } from './students';
import type { DutyView } from './today';

export interface TimelineItem {
  readonly id: string;
  readonly on: string;
  readonly kind:
    | 'screening'
    | 'decision'
    | 'case-closed'
    | 'letter'
    | 'pairing'
    | 'help'
    | 'referral'
    | 'talk'
    | 'no-show'
    | 'supplement'
    | 'plan'
    | 'plan-review'
    | 'course-advice'
    | 'call'
    | 'waiver'
    | 'joint-meeting'
    | 'focus-note'
    | 'focus-lessons'
    | 'qa'
    | 'guidance';
  readonly title: string;
  readonly detail: string;
  readonly by: string | null;
  /** For talks and supplements: the record to open. */
  readonly talkId: string | null;
  /** For plans and what follows them: the case whose plan opens. */
  readonly planOf?: string;
  /** For calls: the case whose calls open. */
  readonly callsOf?: string;
  /** For what the leader waived: the case whose waivers open. */
  readonly waiversOf?: string;
  /** For 家长来校面谈: the case whose meetings open. */
  readonly meetingsOf?: string;
  /** What else opens, where the role may open it. */
  readonly opens?: { readonly page: 'letter' | 'pairing' | 'referral'; readonly id: string };
  /** The case that it belongs to; without one it is told by its day. */
  readonly caseId?: string;
}

/** 经过: newest first. */
export interface Timeline extends Page<TimelineItem> {
  /** Of the whole archive, whatever is asked for; groups without any are left out. */
  readonly groups: readonly { readonly group: TimelineGroup; readonly count: number }[];
}

/** A case of this or an earlier semester. */
export interface ArchiveCase {
  readonly caseId: string;
  readonly term: string;
  readonly tier: SupportTier;
  readonly openedOn: string;
  /** null: it is open. */
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  /** How it ended; null: open, or closed before that was asked. */
  readonly closeOutcome: CloseOutcome | null;
}

/** What one opens of an archive, each by an action of its own. */
export type ArchivePart =
  | 'archive'
  | 'talks'
  | 'sensitive'
  | 'guardian-numbers'
  | 'referrals'
  | 'letters'
  | 'whole-archive';

/** 谁能看到, as the gate has it. */
export interface ArchiveViewers {
  readonly roles: readonly {
    readonly role: Role;
    /** The whole department, or by the student's class. */
    readonly reach: 'department' | 'class';
    /** Who holds the role for this student today. */
    readonly names: readonly string[];
    readonly parts: readonly ArchivePart[];
  }[];
  /** Roles that see nothing of an archive. */
  readonly others: readonly Role[];
}

export interface StudentArchive {
  readonly student: {
    readonly id: string;
    readonly studentNo: string;
    readonly name: string;
    readonly gender: string | null;
    readonly nativePlace: string | null;
    readonly className: string;
    readonly hasSensitive: boolean;
  };
  readonly openCase: {
    readonly caseId: string;
    readonly term: string;
    readonly tier: Tier;
    readonly decidedOn: string;
    readonly difficulty: Difficulty | null;
    /** Who sees to the next step; null: nobody was named. */
    readonly owner: string | null;
    /** Without the sensitive ones, which have their own action. */
    readonly causes: readonly CauseFactor[];
    readonly outstandingCredits: string;
    readonly gpa: string | null;
    readonly toNextTier: string | null;
    readonly evidence: readonly Evidence[];
    readonly sources: readonly EvidenceSource[];
  } | null;
  readonly duties: readonly DutyView[];
  /** The newest of it, as `students.timeline` answers. */
  readonly timeline: readonly TimelineItem[];
  readonly timelineNext: string | null;
  readonly timelineGroups: Timeline['groups'];
  /** Newest first, the open one too. */
  readonly cases: readonly ArchiveCase[];
  /** 早报告 about the student, newest first; what was seen is read one by one. */
  readonly referrals: readonly ReferralListItem[];
  readonly advisers: readonly string[];
  readonly counselors: readonly string[];
  readonly can: {
    readonly fileTalk: boolean;
    readonly seeSensitive: boolean;
    readonly waive: boolean;
    readonly export: boolean;
    readonly exportSensitive: boolean;
  };
}
