/** 常用语 of the person who asks, in the order in which they were first written. */
export interface QuickPhrases {
  readonly items: readonly { readonly id: string; readonly text: string }[];
}
