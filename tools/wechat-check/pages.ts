import type { AppFiles } from './app-files';
import { composePage } from './compose';
import type { MeasuredPage } from './limits';
import { measure } from './measure';
import { firstData, openDefinitions, runPage, type Scene } from './page';
import { SAMPLES } from './samples';
import { CAN_OPEN, DEFAULT_SCENES, SCENES, STORAGE } from './scenes';
import type { Templates } from './templates';

const FIRST: Scene = { name: '初始' };

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
  const pages: MeasuredPage[] = [];
  const problems: string[] = [];
  const count = (
    page: string,
    scene: Scene,
    data: unknown,
    sent: Pick<MeasuredPage, 'setData' | 'setDatas'>,
  ) => {
    const opened = scene.isOpened ? CAN_OPEN : {};
    const components = { pathOf: app.pathOf, definitionOf, render: templates.render, opened };
    const counted = measure(composePage(page, data, components));
    pages.push({ page, scene: scene.name, ...sent, ...counted });
  };
  for (const page of app.pages) {
    count(page, FIRST, firstData(page, surroundings), { setData: 0, setDatas: 0 });
    for (const scene of SCENES[page] ?? DEFAULT_SCENES) {
      try {
        const { data, ...sent } = await runPage(page, scene, surroundings);
        count(page, scene, data, sent);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return { pages, problems: [...new Set(problems)] };
}
