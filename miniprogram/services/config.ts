/**
 * The CloudBase environment behind this mini-program. Both values are public: the publishable key
 * reaches the function `auth` only, everything else asks for a person's own session.
 */
export const cloudConfig = {
  envId: 'academic-support',
  accessKey: 'publishable',
} as const;
