import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** px, with half a pixel of rounding; pages.md: "never below 44 px a row". */
const LEAST = 43.5;
const TAPPED = ['button', 'link', 'radio', 'checkbox', 'tab'];

/**
 * What a person would stumble over on the page that is open: something wider than the phone, a target
 * too small for a finger, and what axe-core finds against WCAG 2.1 AA, contrast included.
 */
export async function pageProblems(frame: Frame): Promise<readonly string[]> {
  return [...(await overflow(frame)), ...(await smallTargets(frame)), ...(await violations(frame))];
}

const overflow = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(() => {
    const host = document.querySelector('.page-host:not([hidden])');
    const extra = host ? host.scrollWidth - host.clientWidth : 0;
    return extra > 0 ? [`${extra} px wider than the phone`] : [];
  });

const smallTargets = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(
    ([roles, least]) =>
      [
        ...document.querySelectorAll<HTMLElement>(
          '.page-host:not([hidden]) [role], #tabs button, #bar button',
        ),
      ]
        .filter((element) => roles.includes(element.role ?? 'button') && element.getClientRects().length > 0)
        .map((element) => ({ element, rect: Element.prototype.getBoundingClientRect.call(element) }))
        .filter(({ rect }) => rect.width < least || rect.height < least)
        .map(({ element, rect: { width, height } }) => {
          const name = element.ariaLabel ?? element.innerText;
          return `「${name}」 is ${Math.round(width)} × ${Math.round(height)} px`;
        }),
    [TAPPED, LEAST] as const,
  );

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function violations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  const found = await frame.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(where: object, how: object): Promise<{ violations: readonly Violation[] }> };
    };
    const how = {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'],
      resultTypes: ['violations'],
      // The framework prefixes ids in the DOM, so that references by id lead nowhere here.
      rules: { 'aria-valid-attr-value': { enabled: false } },
    };
    return (await checker.run({ include: ['#frame'] }, how)).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`),
  );
}
