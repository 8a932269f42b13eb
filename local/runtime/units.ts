/** rpx and vh of a declaration or of an inline style; text inside `url()` stays. 750 rpx = the width. */
export function translateUnits(value: string): string {
  return value.replace(
    /(url\((?:"[^"]*"|'[^']*'|[^)]*)\))|(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b/g,
    (whole, url: string | undefined, amount: string, unit: string) => {
      if (url !== undefined) return whole;
      if (unit === 'vh') return `calc(var(--page-vh, 1vh) * ${amount})`;
      return `${Number((Number(amount) / 7.5).toFixed(5))}vw`;
    },
  );
}
