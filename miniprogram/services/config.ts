/**
 * The CloudBase environment behind this mini-program. All of it is public: the publishable key
 * reaches the function `auth` only, everything else asks for a person's own session.
 */
export const cloudConfig = {
  envId: 'academic-support',
  accessKey: 'publishable',
  /** The template of the daily digest, as chosen in WeChat's console; `send` has the same one. */
  reminderTemplateId: 'reminder-template',
  /**
   * The template of the same digest as a message of the employee relation (用工关系); null where the
   * account does not have it.
   */
  employeeTemplateId: 'employee-template' as string | null,
  /**
   * What the QR code on a volunteer's phone begins with, where WeChat's console has it as 扫普通链接二维码打开小程序;
   * `papers` has the same one. null: the code holds text, which the student's page reads.
   */
  codeLink: null as string | null,
} as const;
