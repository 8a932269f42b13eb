import type { StudentHeading } from '../contract/outputs/students';

/** Of a student's fields those that every page may say. */
export const headingOf = ({ id, studentNo, name, className }: StudentHeading): StudentHeading => ({
  id,
  studentNo,
  name,
  className,
});
