import { openDemo } from './demo';
const demo = await openDemo();
try {
  const shown = () => demo.app.locator('.page-host:not([hidden])');
  await demo.become('周明远');
  await demo.open('/meeting/agenda/agenda');
  await shown().getByText('已认定 16').first().click();
  await shown().getByRole('button', { name: /^佘祎，/ }).click();
  await shown().getByText('认定情形').waitFor();
  const at = await demo.page.evaluate(() => (document.getElementById('app') as HTMLIFrameElement).contentWindow?.location.hash.slice(1) ?? '');
  for (const look of ['light', 'large']) {
    if (look === 'large') await demo.showAs('浅色', '大字号');
    await demo.open(at);
    await shown().getByText('认定情形').waitFor();
    await shown().getByRole('button', { name: /高等数学C\(一\)/ }).first().click();
    await demo.shoot(`${look}-case`);
    console.log(look, await demo.problems());
  }
  console.log('faults', demo.faults);
} finally {
  await demo.close();
}
