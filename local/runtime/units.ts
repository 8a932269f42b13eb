/**
 * rpx and vh of a declaration or of an inline style: 750 rpx are the width. What stands inside `url()` or
 * in a name stays.
 */
export function translateUnits(value: string): string {
  return value.replace(
    /(url\((?:"[^"]*"|'[^']*'|[^)]*)\))|(?<![\w-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)(?![\w-])/g,
    (whole, url: string | undefined, amount: string, unit: string) => {
      if (url !== undefined) return whole;
      if (unit === 'vh') return `calc(var(--page-vh, 1vh) * ${amount})`;
      return `${Number((Number(amount) / 7.5).toFixed(5))}vw`;
    },
  );
}
