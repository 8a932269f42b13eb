import { compileFunction } from 'node:vm';
import postcss from 'postcss';
import type { AppFiles } from './app-files';

/** WeChat's own components. */
const BUILT_IN = new Set(
  `ad ad-custom block button camera canvas checkbox checkbox-group cover-image cover-view editor form
  functional-page-navigator grid-view icon image import include input keyboard-accessory label list-view
  live-player live-pusher map match-media movable-area movable-view navigation-bar navigator
  official-account open-container open-data page-container page-meta picker picker-view
  picker-view-column progress radio radio-group rich-text root-portal scroll-view share-element slider
  slot snapshot span sticky-header sticky-section swiper swiper-item switch template text textarea video
  view voip-room web-view wxs`.split(/\s+/),
);

/**
 * What the official compiler would refuse one at a time or pass in silence, all of it, each with file and
 * line: syntax errors, sheets that do not close, pages without files, tags that nobody registered.
 */
export function sourceProblems(app: AppFiles): string[] {
  return [...missingFiles(app), ...app.files.flatMap((file) => fileProblems(file, app))];
}

function fileProblems(file: string, app: AppFiles): string[] {
  if (file.endsWith('.js')) return scriptProblems(file, app.read(file));
  if (file.endsWith('.json')) return jsonProblems(file, app.read(file));
  if (file.endsWith('.wxss')) return styleProblems(file, app.read(file));
  const owner = file.replace(/\.wxml$/, '');
  // A template that others import has no tags of its own: theirs count.
  if (owner !== file && app.files.includes(`${owner}.json`)) {
    return tagProblems(file, app.read(file), (tag) => app.pathOf(tag, owner) !== null);
  }
  return [];
}

function missingFiles({ files, pages }: AppFiles): string[] {
  const there = new Set(files);
  return pages.flatMap((page) =>
    ['.js', '.wxml', '.json']
      .filter((part) => !there.has(page + part))
      .map((part) => `app.json: 页面 ${page} 缺少 ${page}${part}`),
  );
}

export function scriptProblems(file: string, source: string): string[] {
  try {
    compileFunction(source, ['module', 'exports', 'require'], { filename: file });
    return [];
  } catch (error) {
    const { message, stack = '' } = error as Error;
    return [`${file}:${/^.*?:(\d+)/.exec(stack)?.[1] ?? '?'}: ${message}`];
  }
}

export function styleProblems(file: string, source: string): string[] {
  try {
    postcss.parse(source);
    return [];
  } catch (error) {
    const { column, line, reason, message } = error as Error & {
      line?: number;
      column?: number;
      reason?: string;
    };
    return [`${file}:${line ?? '?'}:${column ?? '?'}: ${reason ?? message}`];
  }
}

function jsonProblems(file: string, source: string): string[] {
  try {
    JSON.parse(source);
    return [];
  } catch (error) {
    const { message } = error as Error;
    const at = /position (\d+)/.exec(message)?.[1];
    const line = at === undefined ? '?' : source.slice(0, Number(at)).split('\n').length;
    return [`${file}:${line}: ${message}`];
  }
}

/** @param isRegistered whether usingComponents knows the tag */
export function tagProblems(file: string, source: string, isRegistered: (tag: string) => boolean): string[] {
  // What is no tag goes, its line breaks stay.
  const markup = source.replace(
    /<!--[\s\S]*?-->|\{\{[\s\S]*?\}\}|(?<=<wxs[^>]*>)[\s\S]*?(?=<\/wxs>)/g,
    (part) => part.replace(/[^\n]/g, ' '),
  );
  return [...markup.matchAll(/<([a-zA-Z][\w-]*)/g)].flatMap(({ 1: tag = '', index }) => {
    if (BUILT_IN.has(tag) || isRegistered(tag)) return [];
    return [
      `${file}:${markup.slice(0, index).split('\n').length}: 标签 <${tag}> 没有在 usingComponents 里登记`,
    ];
  });
}
