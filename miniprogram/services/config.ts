/**
 * The CloudBase environment behind this mini-program. All of it is public: the publishable key
 * reaches the function `auth` only, everything else asks for a person's own session.
 */
export const cloudConfig = {
  envId: 'academic-support',
  accessKey: 'publishable',
  /** The template of the daily digest, as chosen in WeChat's console; `send` has the same one. */
  reminderTemplateId: 'reminder-template',
} as const;
