type Files = (name: string) => Promise<Uint8Array | string | null>;
export async function openAppFiles(distDir: string): Promise<Files> {
  return async (name) => (name === 'index.html' ? `<p>${distDir}` : null);
}
