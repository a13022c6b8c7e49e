import { describe, expect, test } from 'vitest';
import { findServerModel, serverModel, SERVER_MODELS } from '../../sim/parts/catalog/catalog.ts';

describe('the server catalog', () => {
  test('holds the synthetic model and the 46 whose core speed is known, each id once', () => {
    expect(SERVER_MODELS).toHaveLength(47);
    expect(new Set(SERVER_MODELS.map(({ id }) => id)).size).toBe(47);
  });

  test.each(SERVER_MODELS.map((model) => [model.id, model] as const))('%s is whole', (id, model) => {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(model.name).not.toBe('');
    expect(model.cores).toBeGreaterThan(0);
    expect(model.relativeCoreSpeed).toBeGreaterThan(0.2);
    expect(model.relativeCoreSpeed).toBeLessThan(2.5);
    expect(model.rackUnits).toBeGreaterThanOrEqual(1);
    expect(model.source).toMatch(/SPECpower|spec\.org|synthetic/i);
    expect(['A', 'B', 'synthetic']).toContain(model.confidence);
    // A row without a year, a clock or a tested memory says so by null; only the synthetic one has no year.
    expect(model.year === null).toBe(model.confidence === 'synthetic');
  });

  test.each(SERVER_MODELS.map((model) => [model.id, model] as const))('%s draws more the more it does', (_, model) => {
    const { watts } = model;
    expect(watts).toHaveLength(11);
    for (let i = 1; i < 11; i++) expect(watts[i]!).toBeGreaterThan(watts[i - 1]!);
    // Off draws less than idle, booting lies between idle and full.
    expect(model.standbyW).toBeLessThan(watts[0]!);
    expect(model.bootW).toBeGreaterThanOrEqual(watts[0]!);
    expect(model.bootW).toBeLessThanOrEqual(watts[10]!);
    expect(model.bootS).toBeGreaterThan(0);
  });

  test('has the reference core at speed 1', () => {
    expect(serverModel('dell-r710-x5670')).toMatchObject({ relativeCoreSpeed: 1, cores: 12, year: 2010 });
    expect(serverModel('reference')).toMatchObject({ relativeCoreSpeed: 1, cores: 64 });
  });

  test('refuses an unknown id, or says that there is none', () => {
    expect(() => serverModel('cray-1')).toThrow('unknown server model: cray-1');
    expect(findServerModel('cray-1')).toBeUndefined();
  });
});
