export interface FileLink {
  readonly fileName: string;
  readonly url: string;
  readonly expiresAt: string;
}
