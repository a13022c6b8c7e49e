import fc from 'fast-check';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readAddress, reach, scenarioHash } from '../../sim/share/address.ts';
import { fromBase64url, toBase64url } from '../../sim/share/base64url.ts';
import { crc32, isWhole, seal } from '../../sim/share/checksum.ts';
import { MAX_PAYLOAD, pack as packWith, unpack as unpackWith } from '../../sim/share/codec.ts';
import { compressor } from '../../web/share/compressor.ts';

const pack = (json: unknown) => packWith(json, compressor);
const unpack = (payload: string) => unpackWith(payload, compressor);
const read = (hash: string) => readAddress(hash, compressor);

const scenario = {
  format: 'mailwatt/1',
  extends: 'enterprise-2010@1',
  name: 'Überlast in 東京 <img src=x onerror=alert(1)>',
  seed: 'monday',
  run: { startsAt: '2010-10-04T08:00:00', durationS: 14400 },
  incidents: [{ id: 'storm', kind: 'spike', atS: 5400, stream: 'spam', factor: 12.5 }],
};

const messageOf = async (payload: string): Promise<string> => {
  const result = await unpack(payload);
  return result.ok ? `opened: ${JSON.stringify(result.json)}` : result.message;
};
const deflated = (text: string): string => deflateRawSync(Buffer.from(text)).toString('base64url');

describe('base64url', () => {
  test('agrees with the platform in both directions', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        const back = fromBase64url(text);
        expect(back.ok && [...back.bytes]).toEqual([...bytes]);
      }),
    );
  });
});

describe('the checksum', () => {
  test('is the CRC-32 everybody computes', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  test('leaves the text valid JSON and is optional', () => {
    const sealed = seal('{"a":1}');
    expect(JSON.parse(sealed)).toEqual({ a: 1 });
    expect(isWhole(sealed)).toBe(true);
    expect(isWhole('{"a":1}')).toBe(true);
    expect(isWhole(sealed.replace('1', '2'))).toBe(false);
  });
});

describe('a link', () => {
  test('brings any JSON back as it was, members in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const json: unknown = JSON.parse(text);
        const back = await unpack(await pack(json));
        expect(back.ok).toBe(true);
        expect(JSON.stringify(back.ok && back.json)).toBe(JSON.stringify(json));
      }),
    );
  });

  test('is raw deflate of JSON for every other reader', async () => {
    const payload = await pack(scenario);
    expect(JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString())).toEqual(scenario);
    expect(payload).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('made elsewhere, without a checksum, opens', async () => {
    expect(await unpack(deflated(JSON.stringify(scenario)))).toEqual({ ok: true, json: scenario });
  });

  test('cut anywhere says that it is incomplete, or that it ends where it should begin', async () => {
    const payload = await pack(scenario);
    for (let length = 1; length < payload.length; length++) {
      expect(await messageOf(payload.slice(0, length))).toContain('incomplete');
    }
    expect(await messageOf('')).toContain('ends where its scenario should begin');
  });

  test('with any one character changed is never taken for another scenario', async () => {
    const payload = await pack(scenario);
    const right = JSON.stringify(scenario);
    for (let at = 0; at < payload.length; at++) {
      const other = payload[at] === 'A' ? 'b' : 'A';
      const result = await unpack(payload.slice(0, at) + other + payload.slice(at + 1));
      if (result.ok) expect(JSON.stringify(result.json)).toBe(right);
      else expect(result.message).toMatch(/damaged|incomplete|no valid JSON/);
    }
  });

  test('names the character that does not belong, and where it stands', async () => {
    const payload = await pack(scenario);
    expect(await messageOf(`${payload}).`)).toContain(`“)” at place ${payload.length + 1}`);
    expect(await messageOf(`${payload})`)).toContain('punctuation');
    expect(await messageOf(`ab…${payload}`)).toContain('“…” at place 3');
  });

  test('that unfolds without end is stopped early', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 32), { level: 9 }).toString('base64url');
    expect(bomb.length).toBeLessThan(MAX_PAYLOAD);
    const before = performance.now();
    expect(await messageOf(bomb)).toContain('unfolds to more than 1,000,000 bytes');
    expect(performance.now() - before).toBeLessThan(2000);
  });

  test('of two million characters is refused unread', async () => {
    expect(await messageOf('A'.repeat(2_000_000))).toContain('too long: 2,000,000 characters');
  });

  test('that holds no JSON, or no text, says so', async () => {
    expect(await messageOf(deflated('{"a":'))).toContain('no valid JSON');
    expect(await messageOf(deflateRawSync(Buffer.from([0xff, 0xfe, 0xfd])).toString('base64url'))).toContain('damaged');
  });

  test('never throws, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (text) => {
        expect(await read(`#1.${text}`)).toHaveProperty('kind');
        expect(await read(text)).toHaveProperty('kind');
      }),
    );
  });

  test('is not made of a scenario that is too big', async () => {
    await expect(pack({ about: 'x'.repeat(1_000_001) })).rejects.toThrow('too big for a link');
  });
});

describe('an address', () => {
  test('can be empty, an example, a draft, a link or JSON written by hand', async () => {
    expect(await read('')).toEqual({ kind: 'none' });
    expect(await read('#/')).toEqual({ kind: 'none' });
    expect(await read('#example/spam-storm')).toEqual({ kind: 'example', id: 'spam-storm' });
    expect(await read('#draft')).toEqual({ kind: 'draft' });
    expect(await read(await scenarioHash(scenario, compressor))).toEqual({ kind: 'scenario', json: scenario });
    expect(await read(`#u.${encodeURIComponent('{"a": 1}')}`)).toEqual({ kind: 'scenario', json: { a: 1 } });
  });

  test.each([
    ['#7.abcd', 'a form that this page cannot read'],
    ['#nonsense', 'no Mailwatt link'],
    ['#much-too-long-to-be-shown-as-a-whole-in-a-message-for-people', 'to-be-shown-as-a-whole-in-…”, which'],
    ['#u.%', 'not followed by two digits'],
    ['#u.{"a":}', 'no valid JSON'],
  ])('%s gets its own message', async (hash, words) => {
    const address = await read(hash);
    expect(address.kind === 'problem' && address.message).toContain(words);
  });

  test('says how far a link of its length gets', () => {
    expect([2000, 2001, 8000, 8001].map((length) => reach(length).level)).toEqual([
      'everywhere',
      'browsers',
      'browsers',
      'file',
    ]);
  });
});
