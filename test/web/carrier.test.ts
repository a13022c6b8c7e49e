import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LIGHT } from '../../web/charts/exportInk.ts';
import { crc32 } from '../../sim/share/checksum.ts';
import { carryInPng, isPng, linkInPng, linkInSvg, svgMetadata } from '../../web/share/carrier.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A picture of one black pixel. */
const pixel = Buffer.concat([
  Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
  chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  chunk('IDAT', deflateSync(Uint8Array.of(0, 0))),
  chunk('IEND', new Uint8Array()),
]);

describe('a PNG picture', () => {
  test('carries a payload in a chunk of its own, before the end, with a right checksum', () => {
    const carrying = carryInPng(pixel, 'abc_-9');
    expect(isPng(carrying)).toBe(true);
    expect(linkInPng(carrying)).toBe('1.abc_-9');
    const at = Buffer.from(carrying).indexOf('iTXt');
    const length = Buffer.from(carrying).readUInt32BE(at - 4);
    expect(Buffer.from(carrying).readUInt32BE(at + 4 + length)).toBe(crc32(carrying.subarray(at, at + 4 + length)));
    expect(Buffer.from(carrying).subarray(-8)).toEqual(pixel.subarray(-8));
  });

  test('that carries nothing, is cut or lies about lengths gives nothing', () => {
    const carrying = carryInPng(pixel, 'abc');
    expect(linkInPng(pixel)).toBeUndefined();
    expect(linkInPng(carrying.subarray(0, Buffer.from(carrying).indexOf('iTXt') + 20))).toBeUndefined();
    const lying = Buffer.from(carrying);
    lying.writeUInt32BE(0xffffffff, 8);
    expect(linkInPng(lying)).toBeUndefined();
    expect(linkInPng(carryInPng(pixel, '<script>'))).toBeUndefined();
    expect(() => carryInPng(pixel.subarray(1), 'abc')).toThrow('not a PNG');
  });
});

describe('an SVG picture', () => {
  test('gives the payload of its metadata element and nothing else', () => {
    const { id, text } = svgMetadata('abc_-9');
    expect(linkInSvg(`<svg><title>x</title><metadata id="${id}">${text}</metadata></svg>`)).toBe('1.abc_-9');
    for (const wrong of ['', '1.', '1.a b', '2.abc', '<script>1.abc</script>', '{"format":"mailwatt/1"}']) {
      expect(linkInSvg(`<svg><metadata id="${id}">${wrong}</metadata></svg>`)).toBeUndefined();
    }
    expect(linkInSvg(`<svg><metadata id="${id}`)).toBeUndefined();
  });
});

test('exported pictures have the colors of the light theme', () => {
  const css = readFileSync(new URL('../../web/theme.css', import.meta.url), 'utf8');
  const light = css.slice(css.indexOf(':root {'), css.indexOf('@media'));
  for (const [name, color] of Object.entries(LIGHT)) expect(light).toContain(`${name}: ${color};`);
});
