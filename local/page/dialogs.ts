import type { DocumentToOpen } from '../runtime/browser/hooks';
import { byId, el } from './dom';
import type { DemoSample } from './state';

/** The phone's file chooser: samples of the demo, or a file of this computer. */
export function chooseFile(
  samples: readonly DemoSample[],
  extensions: readonly string[],
): Promise<readonly File[] | null> {
  const dialog = byId('chooser', HTMLDialogElement);
  const input = byId('chooser-file', HTMLInputElement);
  const wanted = extensions.map((extension) => extension.replace(/^\./, ''));
  const fitting = samples.filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name.split('.').at(-1)?.toLowerCase() ?? ''),
  );
  return new Promise((resolve) => {
    let chosen: readonly File[] | null = null;
    const take = (files: readonly File[] | null) => {
      chosen = files;
      dialog.close();
    };
    byId('chooser-samples').replaceChildren(
      ...fitting.map(({ name, note }) => {
        const button = el('button', {}, el('strong', { text: name }), el('small', { text: note }));
        button.type = 'button';
        button.addEventListener('click', async () => {
          const response = await fetch(`/demo/samples/${encodeURIComponent(name)}`);
          take([new File([await response.blob()], name)]);
        });
        return el('li', {}, button);
      }),
    );
    input.value = '';
    input.accept = wanted.map((extension) => `.${extension}`).join(',');
    input.onchange = () => take(input.files ? [...input.files] : null);
    byId('chooser-cancel').onclick = () => take(null);
    dialog.onclose = () => resolve(chosen);
    dialog.showModal();
  });
}

/** The phone's document viewer. */
export function showDocument({ url, fileName: name }: DocumentToOpen): void {
  const dialog = byId('document', HTMLDialogElement);
  const view = byId('document-view', HTMLIFrameElement);
  const save = byId('document-save', HTMLAnchorElement);
  byId('document-title').textContent = name;
  save.href = url;
  save.download = name;
  // For the browser's own viewer: the page, without a column of small ones beside it.
  view.src = `${url}#navpanes=0&view=FitH`;
  byId('document-close').onclick = () => dialog.close();
  dialog.onclose = () => {
    view.src = 'about:blank';
  };
  dialog.showModal();
}
