import { describe, expect, test } from 'vitest';
import { SLICE_MS, macrotasks, nextSlice } from '../../web/engine/pace.ts';

describe('the pace of a run', () => {
  test('settles at slices of the wanted length, whatever the speed', () => {
    for (const perMs of [20, 500, 8000]) {
      let slice = 2000;
      for (let i = 0; i < 20; i++) slice = nextSlice(slice, slice / perMs);
      const ms = slice / perMs;
      expect(ms).toBeGreaterThan(SLICE_MS * 0.5);
      expect(ms).toBeLessThan(SLICE_MS * 1.5);
    }
  });

  test('changes at most fourfold at a time and never gets stuck', () => {
    expect(nextSlice(1000, 0)).toBe(4000);
    expect(nextSlice(1000, 1e6)).toBe(250);
    expect(nextSlice(100, 1e6)).toBe(100);
  });

  test('lets messages have their turn', async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: string[] = [];
    port1.addEventListener('message', () => heard.push('message'));
    port1.start();
    port2.postMessage('');
    const macrotask = macrotasks();
    for (let i = 0; i < 5; i++) await macrotask();
    expect(heard).toEqual(['message']);
    port1.close();
  });
});
