import type { HostElement } from './backend';
import { allFaults, unsupported } from './faults';
import type { Navigation } from './navigation';
import { interaction, showActionSheet } from './wx/interaction';

/** 转发: shows what a share would carry, since there is nobody to send it to. */
export function sharePage(navigation: Navigation, target?: HTMLElement): void {
  const page = navigation.top();
  const method = page?.caller.onShareAppMessage;
  if (!page || typeof method !== 'function') {
    void interaction.showToast({ title: '这一页不能转发', icon: 'none' });
    return;
  }
  const from = target ? 'button' : 'menu';
  const given: unknown = method.call(page.caller, { from, target: target ? targetOf(target) : undefined });
  const shared = (given ?? {}) as { title?: string; path?: string; promise?: unknown };
  if (shared.promise !== undefined) {
    unsupported('onShareAppMessage 的 promise', page.path);
  }
  const { title = '', path = `/${page.path}` } = shared;
  void interaction.showModal({ title: '转发', content: `${title}\n${path}`, showCancel: false });
}

/** The button as an event would give it. */
function targetOf(host: HostElement): { id: string; dataset: unknown } {
  const node = host.__wxElement;
  return { id: node?.id ?? '', dataset: node?.dataset ?? {} };
}

/** Behind the three dots. */
export async function openMenu(navigation: Navigation): Promise<void> {
  const page = navigation.top();
  const canShare = typeof page?.caller.onShareAppMessage === 'function';
  const items = [...(canShare ? ['转发'] : []), '重新进入小程序'];
  const chosen = await Promise.resolve(showActionSheet({ itemList: items, alertText: faultLine() })).catch(
    () => null,
  );
  const item = items[(chosen as { tapIndex: number } | null)?.tapIndex ?? -1];
  if (item === '转发') sharePage(navigation);
  if (item === '重新进入小程序') location.reload();
}

const faultLine = (): string => {
  const count = allFaults().length;
  return count === 0 ? '' : `本次打开以来有 ${count} 个错误，见控制台`;
};
