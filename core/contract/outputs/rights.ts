import type {
  DataField,
  DataRequestKind,
  DataRequestState,
  IdentityCheck,
  KeptGroup,
} from '../../domain/data-request';
import type { Page } from '../page';
import type { TenureView } from './roster';

/** What the roster keeps of who asks, and what they asked for. */
export interface OwnData {
  readonly today: string;
  /** Days within which a request is answered. */
  readonly days: number;
  readonly name: string;
  readonly workNo: string;
  readonly department: string;
  /** The newest first, over ones too. */
  readonly roles: readonly TenureView[];
  /** Of a volunteer, in that role. */
  readonly volunteer: {
    readonly className: string | null;
    readonly courses: readonly string[];
    readonly freeTime: string | null;
    readonly contact: string | null;
  } | null;
  readonly applications: readonly {
    readonly id: string;
    readonly call: string;
    readonly filedOn: string;
    /** 高等数学（92） */
    readonly courses: readonly string[];
    /** 周二第7-8节 */
    readonly free: readonly string[];
    readonly campus: string;
    readonly contact: string;
    readonly why: string;
  }[];
  /** Newest first. */
  readonly requests: readonly DataRequestView[];
}

/** A request without its texts. */
export interface DataRequestItem {
  readonly requestId: string;
  readonly about: 'person' | 'student';
  readonly name: string;
  /** 工号 or 学号. */
  readonly number: string;
  readonly kind: DataRequestKind;
  /** null: a deletion. */
  readonly field: DataField | null;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly state: DataRequestState;
  readonly answeredOn: string | null;
}

export interface DataRequestView extends DataRequestItem {
  /** What stood there when it was asked; "": the roster has it not, or does not say it here. */
  readonly was: string;
  readonly wanted: string;
  readonly reason: string;
  readonly identityCheck: IdentityCheck | null;
  /** "": not the reader's to know by name. */
  readonly enteredBy: string;
  readonly answer: {
    readonly by: string;
    readonly reason: string;
    readonly value: string;
    readonly where: string;
  } | null;
}

export interface DataRequestList extends Page<DataRequestItem> {
  readonly today: string;
  readonly days: number;
  readonly open: number;
  readonly overdue: number;
  readonly can: { readonly enter: boolean; readonly setDays: boolean };
}

/** What a deletion would leave, and whether it may be done today. */
export interface ErasureEffect {
  readonly kept: readonly { readonly group: KeptGroup; readonly rows: number }[];
  /** Photos and signatures that go. */
  readonly files: number;
  /** The sentence of the law or the retention that stands against it; null: nothing does. */
  readonly barrier: string | null;
}

export interface DataRequestDetail extends DataRequestView {
  readonly today: string;
  readonly studentId: string | null;
  readonly personId: string | null;
  /** Answering it changes the roster by itself. */
  readonly isApplied: boolean;
  /** Of an open deletion. */
  readonly effect: ErasureEffect | null;
  readonly can: { readonly answer: boolean; readonly withdraw: boolean };
}

export interface RightsOutputs {
  'rights.mine': OwnData;
  'rights.ask': OwnData;
  'rights.withdraw': DataRequestView;
  'rights.requests': DataRequestList;
  'rights.show': DataRequestDetail;
  'rights.enter': DataRequestDetail;
  'rights.answer': DataRequestDetail;
  'rights.set-days': { readonly days: number };
}
