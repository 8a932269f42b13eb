/** The phrase that was tapped, on its way from 常用语 to the form below it. */
let picked: { readonly field: string; readonly text: string } | undefined;

export function pickPhrase(field: string, text: string): void {
  picked = { field, text };
}

/** Once: the next look finds none. */
export function takePhrase(): { readonly field: string; readonly text: string } | null {
  const taken = picked ?? null;
  picked = undefined;
  return taken;
}
