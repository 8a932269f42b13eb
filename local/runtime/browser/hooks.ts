/** Something that WeChat would report as an error, or that this runtime cannot do. */
export interface Fault {
  readonly message: string;
  /** File and line, a page or a method: as near as it is known. */
  readonly where: string;
  readonly stack: string;
}

/** A file that the mini-program asks to show, e.g. a printed form. */
export interface DocumentToOpen {
  readonly blob: Blob;
  /** A blob: address of the same content. */
  readonly url: string;
  readonly fileName: string;
  /** 'pdf', 'docx' … */
  readonly fileType: string;
}

/**
 * What the page around the mini-program may take over. It puts an object named `__preview` on its own
 * window or on the mini-program's; what is missing falls back to what a browser can do alone.
 */
export interface PreviewHooks {
  /** The code that `wx.login` gives. Without it `wx.login` fails. */
  login?(): Promise<string>;
  /** 'device': let the person choose from this machine; null: they changed their mind. */
  pickFiles?(options: {
    readonly count: number;
    readonly extensions: readonly string[];
  }): Promise<readonly File[] | 'device' | null>;
  /** The person has accepted one message of each of these templates. */
  onSubscribe?(templateIds: readonly string[]): Promise<void>;
  /** The person has agreed to the employee relation. */
  onEmploy?(): Promise<void>;
  openDocument?(document: DocumentToOpen): void;
  onFault?(fault: Fault): void;
  /** After each change of page, e.g. '/pages/today/today?x=1'. */
  onNavigate?(url: string): void;
}

interface Hooked {
  readonly __preview?: PreviewHooks;
}

export function previewHooks(): PreviewHooks {
  const own = (window as Hooked).__preview;
  if (own) return own;
  try {
    return (window.parent as Hooked).__preview ?? {};
  } catch {
    return {};
  }
}
