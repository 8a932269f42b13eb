import type { AppFiles } from './app-files';
import { composePage } from './compose';
import type { MeasuredPage } from './limits';
import { measure } from './measure';
import { firstData, openDefinitions, runPage } from './page';
import { SAMPLES } from './samples';
import { CAN_OPEN, DEFAULT_SCENES, SCENES, STORAGE } from './scenes';
import type { Templates } from './templates';

/**
 * Counts every page: as it begins, with everything filled in, with everything opened.
 *
 * @param root e.g. dist/miniprogram
 */
export async function measurePages(
  root: string,
  app: AppFiles,
  templates: Templates,
): Promise<{ readonly pages: readonly MeasuredPage[]; readonly problems: readonly string[] }> {
  const surroundings = { root, storage: STORAGE, answers: SAMPLES };
  const definitionOf = openDefinitions(root, STORAGE);
  const count = (page: string, data: unknown, isOpened: boolean) =>
    measure(
      composePage(page, data, {
        pathOf: app.pathOf,
        definitionOf,
        render: templates.render,
        opened: isOpened ? CAN_OPEN : {},
      }),
    );
  const pages: MeasuredPage[] = [];
  const problems: string[] = [];
  for (const page of app.pages) {
    pages.push({ page, scene: '初始', setData: 0, ...count(page, firstData(page, surroundings), false) });
    for (const scene of SCENES[page] ?? DEFAULT_SCENES) {
      try {
        const { data, setData } = await runPage(page, scene, surroundings);
        pages.push({ page, scene: scene.name, setData, ...count(page, data, scene.isOpened === true) });
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return { pages, problems };
}
