import type { TemplateView } from '#core/contract/index';
import { sayDate } from './when';

export interface TemplateCard {
  readonly standing: string;
  /** Of the version in force; empty: the built-in one. */
  readonly currentId: string;
  readonly isOwn: boolean;
  readonly needs: string;
  readonly optional: string;
  /** Older ones that can be fetched again. */
  readonly older: readonly { readonly id: string; readonly name: string; readonly detail: string }[];
}

export const NO_TEMPLATE: TemplateCard = {
  standing: '',
  currentId: '',
  isOwn: false,
  needs: '',
  optional: '',
  older: [],
};

/** Enough to go back to; each is kept. */
const SHOWN = 10;
const braced = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ');

export function toTemplateCard({ versions, needs, fields }: TemplateView, today: string): TemplateCard {
  const [current, ...older] = versions;
  const isOwn = current !== undefined && !current.isBuiltIn;
  return {
    standing: isOwn
      ? `${current.fileName}，${current.byName}${sayDate(current.on, today)}上传。`
      : '系统自带的模板。',
    currentId: isOwn ? current.templateId : '',
    isOwn,
    needs: braced(needs),
    optional: braced(fields.filter((name) => !needs.includes(name))),
    older: older
      .filter(({ isBuiltIn }) => !isBuiltIn)
      .slice(0, SHOWN)
      .map(({ templateId, fileName, byName, on }) => ({
        id: templateId,
        name: fileName,
        detail: `${byName}${sayDate(on, today)}上传`,
      })),
  };
}
