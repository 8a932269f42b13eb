import type { DraftForm } from './draft-form';

interface Leaving {
  readonly form: Pick<DraftForm<never>, 'flush'> | null;
}

/** What a page with a draft form does when it is left, for a moment or for good. */
export const flushesDraft = {
  onHide(this: Leaving): void {
    this.form?.flush();
  },

  onUnload(this: Leaving): void {
    this.form?.flush();
  },
};
