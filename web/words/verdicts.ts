import type { Card } from './card.ts';
import { cpuCard } from './cpuCard.ts';
import { deliveryCard } from './deliveryCard.ts';
import type { Facts } from './facts.ts';
import { lossCard, objectivesCard } from './mailCards.ts';
import { energyCard, powerCard, spaceCard } from './powerCards.ts';

/** The verdict cards of a run, in the order in which they are read. */
export function cardsOf(facts: Facts): Card[] {
  if (facts.designs.length === 0) return [];
  const cards = [
    deliveryCard(facts),
    cpuCard(facts),
    powerCard(facts),
    energyCard(facts),
    spaceCard(facts),
    lossCard(facts),
    objectivesCard(facts),
  ];
  return cards.filter((card) => card !== undefined);
}
