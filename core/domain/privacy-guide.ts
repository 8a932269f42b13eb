/** What a person is asked to agree to; another text is another version, and is asked anew. */
export interface PrivacyGuide {
  /** The day of the text, and its number on that day. */
  readonly version: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly lines: readonly string[];
  }[];
}

/**
 * WeChat's own list of interfaces that touch personal information, as far as pages here may call them;
 * the mini-program's console declares the same (docs/data-protection.md). `npm run check` compares
 * `declared` with what the pages call.
 */
export const PRIVACY_APIS = [
  { api: 'chooseMedia', information: '选中的照片', purpose: '您给早报告附照片时' },
  { api: 'chooseMessageFile', information: '选中的文件', purpose: '系学工办选取要导入的表格时' },
  {
    api: 'scanCode',
    information: '摄像头（只读条码和二维码）',
    purpose: '系学工办扫挂号信收据上的条码、学生扫志愿者手机上的确认码、有人扫时数证明上的二维码时',
  },
  { api: 'setClipboardData', information: '剪切板（只写入）', purpose: '您点“复制”时，把激活码等放进剪切板' },
  {
    api: 'addPhoneCalendar',
    information: '日历（仅写入）',
    purpose: '您点“加到手机日历”时，记下下次谈话的日子，不写学生姓名',
  },
] as const;

/** 个人信息保护法 art. 17: who, what for, what, how long, which rights, and how to use them. */
export const PRIVACY_GUIDE: PrivacyGuide = {
  version: '2026-12-01.1',
  sections: [
    {
      heading: '谁在处理',
      lines: [
        '处理者是您所在的学院（系），由系学工办具体负责。小程序运行在学院自己的云环境里，不向其他单位提供数据。',
      ],
    },
    {
      heading: '收集您的什么，做什么用',
      lines: [
        '微信的用户标识（openid）：认出是您，免去再输密码。不读取您的微信昵称、头像和手机号。',
        '工号或学号、姓名、职务和任职起止：决定您能看到哪些学生。由系学工办导入。',
        '您写的谈话记录、意见、早报告和决定：这是工作记录，署您的名。',
        '您查看了谁的敏感内容、改了什么、在哪天：用于事后查证。',
        ...PRIVACY_APIS.map(({ information, purpose }) => `${information}：${purpose}，不点就不会用到。`),
      ],
    },
    {
      heading: '学生的信息',
      lines: [
        '学业成绩、旷课、处分、预警和帮扶记录，依据学校的学生管理职责处理，只用于学业帮扶，不用于其他评价。',
        '家庭情况、联系方式、谈话内容和健康、心理情况属于敏感个人信息：加密保存，默认不显示，打开要选用途，每次打开都会记录。',
      ],
    },
    {
      heading: '谁能看到',
      lines: [
        '组长和系学工办看全系，辅导员看责任区，班主任看本班；专业教师和志愿者看不到档案、类型、成因和谈话记录。',
        '提醒消息里没有姓名、成因和类型。',
      ],
    },
    {
      heading: '保存多久',
      lines: [
        '帮扶记录是学生工作档案，按学校的档案规定保存，不用于规定之外的事。',
        '您的账号解绑后，微信用户标识立即删除；工作记录随学生档案保存。',
      ],
    },
    {
      heading: '您的权利',
      lines: [
        '在“我的 → 我的资料”里查阅名册里的您，提交更正或删除的申请，看答复到哪一步；期限写在那一页，不能办的会说明理由。要一份副本或要求解释：联系系学工办。',
        '依法必须保存的工作记录不能提前删除，但可以更正和限制使用。',
        '随时可以在“我的 → 隐私”里撤回同意。撤回不影响撤回以前已经做的事。',
        '对处理有异议，可以向学校信息化或网信部门投诉。',
      ],
    },
  ],
};

/** What goes on without an agreement, for who refuses or takes it back. */
export const WITHOUT_CONSENT: readonly string[] = [
  '这个小程序里的各页不再打开，提醒也不再发给您；您随时可以回来同意。',
  '您的工作不受影响：谈话记录表、通知书等可以用纸质表格填写，交系学工办办理。',
  '您已经写下的记录按学校的规定继续保存。要解除微信绑定，请联系系学工办。',
];

export const CONSENT_KINDS = ['guide', 'contact'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export const CONSENT_ANSWERS = ['given', 'refused', 'withdrawn'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** Asked apart from the guide (个人信息保护法 art. 29), of volunteers. */
export const CONTACT_CONSENT = {
  question: '结对之后，把我的联系方式给结对的同学看',
  given: '结对的同学能看到您登记的联系方式。',
  missing: '不给：结对的同学看不到您的联系方式，由辅导员代为联络。其他功能照常。',
} as const;
