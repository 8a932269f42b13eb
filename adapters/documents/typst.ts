import { join } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';

/** Where a paper's template and fonts lie. */
export interface PaperAssets {
  /** Folder of the .typ templates. */
  readonly templateDir: string;
  /** Every face a template names, as .ttf. */
  readonly fonts: readonly string[];
}

/** After so many papers what typst remembers of older ones is let go, or a batch triples memory. */
const PAPERS_BETWEEN_EVICTIONS = 20;

export interface SettingOptions {
  /** For screen readers; four times the bytes. */
  readonly tagged: boolean;
  /** Part of a long file: nothing of it is remembered. */
  readonly isOneOfMany?: boolean;
}

function describe(diagnostics: NodeError): string {
  const messages = diagnostics.shortDiagnostics.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'message' in entry ? String(entry.message) : String(entry),
  );
  return messages.join('; ');
}

export interface Typst {
  /**
   * Sets one template with its data. The same data give the same bytes: templates take no clock and leave the
   * document's date out.
   *
   * @returns the PDF
   */
  set(template: string, paper: unknown, options: SettingOptions): Uint8Array;
  /** As `set`; null where the paper comes to another number of pages. */
  setOn(pages: number, template: string, paper: unknown, options: SettingOptions): Uint8Array | null;
  countPages(template: string, paper: unknown): number;
}

/** Opens a typst compiler over the given templates. */
export function openTypst(assets: PaperAssets): Typst {
  const compiler = NodeCompiler.create({
    workspace: assets.templateDir,
    fontArgs: [{ fontPaths: [...assets.fonts] }],
  });
  let papers = 0;
  const compile = (template: string, paper: unknown) => {
    const compiled = compiler.compile({
      mainFilePath: join(assets.templateDir, template),
      inputs: { paper: JSON.stringify(paper) },
    });
    const failure = compiled.takeError();
    if (failure) throw new Error(`typst refused ${template}: ${describe(failure)}`);
    // A font that typst does not find is only a warning there, and another face on the paper.
    const warnings = compiled.takeWarnings();
    if (warnings) throw new Error(`typst warned of ${template}: ${describe(warnings)}`);
    const document = compiled.result;
    if (!document) throw new Error(`typst set nothing for ${template}`);
    return document;
  };
  const write = (document: ReturnType<typeof compile>, { tagged, isOneOfMany = false }: SettingOptions) => {
    const pdf = compiler.pdf(document, { pdfTags: tagged });
    papers += 1;
    if (isOneOfMany) compiler.evictCache(0);
    else if (papers % PAPERS_BETWEEN_EVICTIONS === 0) compiler.evictCache(1);
    return new Uint8Array(pdf);
  };
  return {
    set: (template, paper, options) => write(compile(template, paper), options),
    setOn(pages, template, paper, options) {
      const document = compile(template, paper);
      if (document.numOfPages === pages) return write(document, options);
      compiler.evictCache(0);
      return null;
    },
    countPages: (template, paper) => compile(template, paper).numOfPages,
  };
}
