export interface Student {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly classId: string | null;
  readonly className: string;
}
