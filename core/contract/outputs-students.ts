/** Who a page or a row is about. */
export interface StudentHeading {
  readonly id: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
}
