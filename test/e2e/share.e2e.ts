import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectQuiet, useBrowser } from './support/browser.ts';
import { readAddress, scenarioHash } from '../../sim/share/address.ts';
import { compressor } from '../../web/share/compressor.ts';
import { expectAccessible } from './support/axe.ts';
import { linkTo, quick } from './support/scenarios.ts';
import { shoot } from './support/shots.ts';
import { follow, shareQuick, troubleText, untilDone } from './support/steps.ts';

const browser = useBrowser();

/** The page of the tests that follow links in an open one. */
const opened = shareQuick(browser, { permissions: ['clipboard-read', 'clipboard-write'] });

const packed = (text: string): string => `#1.${deflateRawSync(Buffer.from(text)).toString('base64url')}`;

/** A link of half a million characters that unfolds to 400 MB of spaces: one megabyte packed by itself, again and again. */
function bomb(): string {
  const megabyte = deflateRawSync(Buffer.alloc(1_000_000, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.alloc(0));
  return `#1.${Buffer.concat([...Array.from({ length: 400 }, () => megabyte), end]).toString('base64url')}`;
}

/** Links that cannot be opened, and what is said of each. */
const BROKEN: readonly (readonly [what: string, make: () => string | Promise<string>, words: RegExp])[] = [
  [
    'with a changed character',
    async () => (await linkTo(quick)).replace(/.(.{40})$/, (_, end: string) => `_${end}`),
    /damaged|incomplete/,
  ],
  ['with a character of the text around it', async () => `${await linkTo(quick)})`, /“\)” at place/],
  ['of an unknown kind', () => '#9.abcdef', /cannot read/],
  [
    'of a newer format',
    () => packed(JSON.stringify({ ...quick, format: 'mailwatt/7' })),
    /newer version of Mailwatt: its format is mailwatt\/7/,
  ],
  ['of a million characters and one', () => `#1.${'A'.repeat(1_000_001)}`, /too long: 1,000,001 characters/],
  ['that unfolds to hundreds of megabytes', bomb, /unfolds to more than 1,000,000 bytes/],
  ['with __proto__', () => packed(`{"format":"mailwatt/1","__proto__":{"polluted":1},"name":"x"}`), /__proto__/],
  [
    'with infinite numbers',
    () => packed(JSON.stringify(quick).replace('"durationS":3600', '"durationS":1e999')),
    /run\.durationS/,
  ],
  ['without JSON', () => packed('{"format":'), /no valid JSON/],
  [
    'with an unknown key',
    () => packed(JSON.stringify({ ...quick, mailboxs: 3 })),
    /mailboxs.*did you mean "mailboxes"/s,
  ],
  [
    'of an example that does not exist',
    () => '#example/nothing-of-the-kind',
    /No built-in scenario is called “nothing-of-the-kind”/,
  ],
  ['of no kind at all', () => '#hello', /no Mailwatt link/],
  ['to a file of another browser', () => '#draft', /opened in another browser/],
];

describe('a share link', () => {
  test('copied here opens there with the same scenario, seed, digest and view', async () => {
    const page = await opened();
    await page.getByLabel('Seed', { exact: true }).fill('shared seed');
    await page.getByRole('button', { name: 'Run this seed' }).click();
    await expect.poll(() => page.locator('.digest').innerText()).toContain('shared seed');
    const digest = await untilDone(page);
    await page.locator('[data-chart="latency"] .sensor').first().focus();
    await page.keyboard.press('+');
    await page.locator('[data-chart="latency"] .legend button').nth(1).click();
    await page.getByText('With what you look at now').waitFor();
    const zoom = await page.locator('.zoom-range').innerText();
    expect(zoom).toBe('Mon 09:15 to Mon 09:45');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(/Link copied: \d+ characters, works everywhere/).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/^http:.*\/any\/sub\/path\/#1\.[\w-]+~time=900\+2700&hide=latency%2F[\w.]+$/);
    expect(await page.locator('.share textarea').inputValue()).toBe(link);
    await page.getByLabel('With what you look at now').uncheck();
    await expect.poll(() => page.locator('.share textarea').inputValue()).toBe(link.split('~')[0]);

    const there = await browser.blank();
    const asked: string[] = [];
    there.on('request', (request) => asked.push(request.url()));
    await there.goto(link);
    expect(await untilDone(there)).toBe(digest);
    expect(await there.getByLabel('Seed', { exact: true }).inputValue()).toBe('shared seed');
    expect(await there.locator('.zoom-range').innerText()).toBe(zoom);
    const lines = there.locator('[data-chart="latency"] .panel').first().locator('.legend button');
    expect(await lines.evaluateAll((all) => all.map((line) => line.getAttribute('aria-pressed')))).toEqual([
      'true',
      'false',
      'true',
    ]);
    expect(asked.filter((url) => url.includes(link.slice(-20)))).toEqual([]);
    expectQuiet(page);
    expectQuiet(there);
  });

  test('of an example is short and opens it', async () => {
    const page = await opened();
    await follow(page, '#example/textbook-queues');
    await page.getByRole('heading', { level: 1, name: /textbook/i }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Scenario', { exact: true }).selectOption('example/spam-storm');
    await expect.poll(() => new URL(page.url()).hash).toBe('#example/spam-storm');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /textbook/i }).waitFor();
  });

  test('pasted into an open tab is loaded, and Back returns', async () => {
    const page = await opened();
    await follow(page, await linkTo({ ...quick, name: 'The second' }));
    await page.getByRole('heading', { level: 1, name: 'The second' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'A quick hour' }).waitFor();
    expectQuiet(page);
  });

  test('that is broken tells what is wrong with it, runs nothing and leaves the page usable', async () => {
    const link = await linkTo(quick);
    const page = await browser.open(link.slice(0, -5));
    expect(await troubleText(page)).toContain('incomplete');
    expect(await page.getByRole('progressbar').count()).toBe(0);
    await page.getByRole('button', { name: /^Open “/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    expectQuiet(page);
  });

  test('of every broken kind says what is wrong with it and changes nothing', async () => {
    const page = await opened();
    const digest = await untilDone(page);
    for (const [what, make, words] of BROKEN) {
      await follow(page, await make());
      await expect.poll(() => troubleText(page), { message: what }).toMatch(words);
      expect(await troubleText(page), what).toContain('“A quick hour” is still open');
      expect(await untilDone(page), what).toBe(digest);
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
      await page.getByRole('button', { name: 'Close this message' }).click();
      await expect.poll(() => page.getByRole('alert').count()).toBe(0);
      await expect.poll(() => new URL(page.url()).hash, { message: what }).toMatch(/^#1\./);
    }
    expectQuiet(page);
  });

  test('with hostile names and notes shows them as text', async () => {
    const bad = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
    const page = await opened();
    await follow(
      page,
      await linkTo({
        ...quick,
        name: bad,
        about: `${bad}\n\n[click](javascript:window.hit=1)`,
        streams: {
          ...(quick['streams'] as object),
          more: { name: bad, direction: 'inbound', class: 'bulk', arrivals: { process: 'poisson', perS: 1 } },
        },
      }),
    );
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(bad);
    await untilDone(page);
    expect(await page.locator('main img, main script, main a').count()).toBe(0);
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expectQuiet(page);
  });

  test('too long for many programs says so and offers the file', async () => {
    const noise = Array.from({ length: 14_000 }, (_, i) =>
      String.fromCodePoint(33 + ((i * i * 7919 + i * 104_729) % 8000)),
    ).join('');
    const page = await opened();
    await follow(page, await linkTo({ ...quick, name: 'A long story', about: noise.slice(0, 9000) }));
    await page.getByRole('heading', { level: 1, name: 'A long story' }).waitFor();
    await untilDone(page);
    await expect.poll(() => page.locator('.badge').innerText()).toContain('share the file instead');
    expect(await page.getByRole('button', { name: 'Download scenario' }).isEnabled()).toBe(true);
  });

  test('never touches the file that this browser keeps', async () => {
    const page = await opened();
    await page.evaluate(() => localStorage.setItem('mailwatt.draft', 'mine'));
    await follow(page, await linkTo({ ...quick, name: 'Theirs' }));
    await page.getByRole('heading', { level: 1, name: 'Theirs' }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('mailwatt.draft'))).toBe('mine');
    await page.evaluate(() => localStorage.removeItem('mailwatt.draft'));
  });
});

describe('a link with its result', () => {
  test('tells whoever opens it that the same came out, or what did not', async () => {
    const page = await opened();
    const field = page.locator('.share textarea');
    const plain = await field.inputValue();
    await page.getByRole('checkbox', { name: /With a digest of the result/ }).check();
    await expect.poll(() => field.inputValue()).toContain('#2.');
    const link = await field.inputValue();
    expect(link.length).toBeLessThan(plain.length + 400);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('Reproduced exactly.').waitFor();
    // Another seed is another run: nothing to compare.
    await page.getByLabel('Seed', { exact: true }).fill('other');
    await page.getByRole('button', { name: 'Run this seed' }).click();
    await expect.poll(() => page.locator('.reproduced').count()).toBe(0);

    const address = await readAddress(new URL(link).hash, compressor);
    if (address.kind !== 'scenario' || address.expected === undefined) throw new Error('no expectation');
    const changed = { ...(address.json as object), mailboxes: 5, seed: 'changed' };
    await follow(page, await scenarioHash(changed, compressor, { ...address.expected, engine: '0.0.1' }));
    const told = page.getByRole('region', { name: 'Compared with the link' });
    await expect.poll(() => told.innerText()).toContain('made with version 0.0.1 of the engine');
    expect(await told.innerText()).toMatch(/Boxes differs in mail.*\/energy\/itKWh: [\d.]+ then, [\d.]+ now/s);
    await expectAccessible(page, { within: 'main' });
    await shoot(page, 'reproduced');
    expectQuiet(page);
  });
});
