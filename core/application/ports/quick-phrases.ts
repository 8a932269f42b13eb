/** 常用语 of the actor's own. */
export interface QuickPhraseRepository {
  list(): Promise<readonly { readonly id: string; readonly text: string }[]>;
  /** A new one, or another text for one of one's own. False: the id is another person's. */
  save(id: string, text: string): Promise<boolean>;
  remove(id: string): Promise<void>;
}
