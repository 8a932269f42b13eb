import type { CertificateCheck, CertificateChecked } from '#core/application/ports';
import type { CertificateContent, CertificateState } from '#core/domain/service-certificate';

type LookUp = <R extends object>(text: string, parameters: readonly unknown[]) => Promise<readonly R[]>;

interface Row {
  readonly outcome: CertificateState | 'wrong' | 'too-many';
  readonly content: CertificateContent | null;
  readonly ended_on: string | null;
  readonly replaced_by: string | null;
}

/** One call of `check_certificate`: who is nobody in the database may ask no more than this. */
export async function checkCertificate(
  { provider, subject, codeHash, at }: CertificateCheck,
  lookUp: LookUp,
): Promise<CertificateChecked> {
  const [row] = await lookUp<Row>('select * from xueye.check_certificate($1, $2, $3, $4)', [
    provider,
    subject,
    codeHash,
    at,
  ]);
  if (!row) throw new Error('check_certificate answered nothing');
  if (row.outcome === 'wrong' || row.outcome === 'too-many') return { outcome: row.outcome };
  if (!row.content) throw new Error('a certificate without its content');
  return {
    outcome: row.outcome,
    content: row.content,
    endedOn: row.ended_on,
    replacedBy: row.replaced_by,
  };
}
