import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { dropFile, troubleText, untilDone } from './support/steps.ts';

const browser = useBrowser();
const log = readFileSync(new URL('../import/fixtures/filter.log', import.meta.url), 'utf8');

test('a mail log is read in the browser and opens as a trace or a profile', async () => {
  const page = await browser.open(await linkTo(quick));
  const digest = await untilDone(page);
  await dropFile(page, 'mail.log', log);
  const panel = page.getByRole('region', { name: 'Mail of mail.log' });
  await panel.getByText('mail.log: Postfix log of 18 lines, 3 messages').waitFor();
  expect(await panel.innerText()).toContain('1 message came back from a content filter: counted once');
  await expectAccessible(page, { within: 'section.import' });
  await shoot(page, 'import');
  // What was open goes on until the reader says so.
  expect(await untilDone(page)).toBe(digest);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => panel.count()).toBe(0);

  // The same log packed, by the button.
  await page.setInputFiles('input[type=file]', {
    name: 'mail.log.1.gz',
    mimeType: 'application/gzip',
    buffer: gzipSync(log),
  });
  const packed = page.getByRole('region', { name: 'Mail of mail.log.1.gz' });
  const mailboxes = packed.getByLabel('Mailboxes');
  await mailboxes.fill('none');
  await expect.poll(() => packed.getByRole('button', { name: 'Open as trace' }).isDisabled()).toBe(true);
  await mailboxes.fill('20');
  await packed.getByRole('button', { name: 'Open as trace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mail of mail.log.1.gz' }).waitFor();
  expect(await untilDone(page)).not.toBe(digest);
  expect(await packed.count()).toBe(0);

  await dropFile(page, 'mail.log', 'May 13 09:00:00 mx1 postfix/smtpd[1]: connect from a[192.0.2.1]\n');
  expect(await troubleText(page)).toContain('It holds no mail in the 1 lines of this Postfix log.');
  expectQuiet(page);
});
