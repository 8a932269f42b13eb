import type { CertifiableItem, CertificateItem, Outputs } from '#core/contract/index';

/** Answers about volunteers with everything filled in. No real person is meant. */

const many = <T>(make: (index: number) => T, count = 50): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const volunteer = (index: number): CertifiableItem => ({
  volunteerId: `volunteer-${index}`,
  name: `欧阳同学${index}`,
  studentNo: String(2_023_130_001 + index),
  className: '计算机科学与技术2301',
  counted: 3000,
  uncertified: 605,
  open: 240,
  certificates: 2,
});
const months = many(
  (at) => ({ month: `2026-${String(at + 3).padStart(2, '0')}`, sessions: 8, minutes: 965 }),
  8,
);
const certificate = (index: number): CertificateItem => ({
  certificateId: `certificate-${index}`,
  number: `计算机系志证〔2026〕${100 + index}号`,
  issuedOn: '2026-10-12',
  issuedByName: '司徒老师',
  from: '2026-03-02',
  to: '2026-10-11',
  sessions: 64,
  minutes: 7725,
  state: index === 0 ? 'valid' : 'replaced',
  end: index === 0 ? null : { on: '2026-10-12', reason: '补入十月的时数，原证明已收回' },
  isOutdated: index === 0,
});

export const volunteerSamples = {
  'certificates.list': { items: many(volunteer), nextCursor: 'next', counted: 150_000, uncertified: 30_250 },
  'certificates.volunteer': { ...volunteer(0), next: months, items: many(certificate, 5) },
  'certificates.mine': { items: many(certificate, 5) },
} satisfies Partial<Outputs>;
