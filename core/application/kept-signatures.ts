import { requireSignature, type Strokes, signatureSvg } from '../domain/signature';
import type { Actor } from './ports';
import type { UseCaseDeps } from './use-case';

/**
 * Stores what someone drew on the phone's screen as a picture of its own, never written over: the id is
 * that of the signature.
 *
 * @param whose for the sentence of a refusal
 * @throws DomainError as `requireSignature`
 */
export async function keepSignature(
  { id, strokes, whose }: { readonly id: string; readonly strokes: Strokes; readonly whose?: string },
  actor: Actor,
  deps: Pick<UseCaseDeps, 'storage' | 'hasher'>,
): Promise<{ readonly path: string; readonly fileHash: string }> {
  requireSignature(strokes, whose);
  // Plain ASCII: the drawing holds numbers only.
  const drawing = Uint8Array.from(signatureSvg(strokes), (sign) => sign.charCodeAt(0));
  const path = `${actor.departmentId}/signatures/${id}.svg`;
  await deps.storage.write(path, drawing, 'image/svg+xml');
  return { path, fileHash: deps.hasher.sha256(drawing) };
}
