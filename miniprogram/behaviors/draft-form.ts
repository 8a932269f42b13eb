import { type Autosave, autosave, type Draft, readDraft, removeDraft, writeDraft } from '../services/drafts';

/** Long enough for the focus to have reached the next field. */
const AFTER_BLUR_MS = 150;

/**
 * What a page with a form keeps outside `data`: the draft, and which field has the focus. On iOS a
 * setData while a textarea has the focus takes it away, so `rest` comes only once no field has it.
 */
export interface DraftForm<Fields> {
  /** What was kept before; null: nothing. */
  readonly kept: Draft<Fields> | null;
  /** On each input. */
  keep(fields: Fields): void;
  focus(name: string): void;
  blur(name: string): void;
  /** On hide and unload. */
  flush(): void;
  /** Before sending: the id is the draft's, so that whatever is sent again has the same one. */
  seal(fields: Fields): Draft<Fields>;
  /** After it arrived, or to start over. */
  drop(): void;
}

/** @param rest no field has the focus: the page may be redrawn; milliseconds since 1970 of the last save, 0: none */
export function createDraftForm<Fields>(
  { kind, personId, subjectId }: { personId: string; kind: string; subjectId: string },
  rest: (savedAt: number) => void,
): DraftForm<Fields> {
  let savedAt = 0;
  let focused = '';
  let timer = 0;
  const saver: Autosave<Fields> = autosave<Fields>(personId, kind, subjectId, (draft) => {
    savedAt = draft.savedAt;
  });
  return {
    kept: readDraft<Fields>(personId, kind, subjectId),
    keep: (fields) => saver.touch(fields),
    focus(name) {
      focused = name;
    },
    blur(name) {
      if (focused === name) focused = '';
      saver.flush();
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (focused === '') rest(savedAt);
      }, AFTER_BLUR_MS);
    },
    flush() {
      clearTimeout(timer);
      saver.flush();
    },
    seal(fields) {
      saver.cancel();
      return writeDraft(personId, kind, subjectId, fields);
    },
    drop() {
      clearTimeout(timer);
      saver.cancel();
      removeDraft(personId, kind, subjectId);
    },
  };
}
