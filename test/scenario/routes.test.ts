import { describe, expect, test } from 'vitest';
import { defaultRoutes, routesOf } from '../../sim/scenario/routes.ts';

describe('the routes of a scenario without any', () => {
  test('are the usual ones with three usual tiers', () => {
    expect(defaultRoutes(['groupware', 'gateway', 'backbone'])).toEqual({
      inbound: ['gateway', 'backbone', 'groupware'],
      outbound: ['groupware', 'backbone', 'gateway'],
      internal: ['groupware', 'backbone', 'groupware'],
    });
  });

  test('pass over usual tiers that it does not have', () => {
    expect(defaultRoutes(['gateway', 'groupware'])).toEqual({
      inbound: ['gateway', 'groupware'],
      outbound: ['groupware', 'gateway'],
      internal: ['groupware'],
    });
  });

  test('are all its tiers in order when it has no usual one', () => {
    expect(defaultRoutes(['a', 'b'])).toEqual({ inbound: ['a', 'b'], outbound: ['a', 'b'], internal: ['a', 'b'] });
    expect(defaultRoutes(['gateway'])['internal']).toEqual(['gateway']);
    expect(defaultRoutes([])).toEqual({});
  });

  test('give way to its own', () => {
    const routes = { inbound: ['b'] };
    expect(routesOf({ routes, tiers: {} })).toBe(routes);
  });
});
