import { extend } from '../extend.ts';
import { readPointer } from '../pointer.ts';
import { figuresOf } from './figures.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { sourceBook, type FigureSource } from './sourceBook.ts';

/** A figure of a scenario: what it means, its value, and where it comes from. */
export interface ScenarioFigure extends Meaning {
  readonly pointer: string;
  readonly value: number | readonly number[];
  readonly source: FigureSource;
}

/** Every figure of a scenario with its source: those that it or its preset states, then the format's defaults that fill the rest. */
export function scenarioFigures(json: unknown, filled: unknown): ScenarioFigure[] {
  const book = sourceBook(json);
  const { json: document } = extend(json);
  const stated = figuresOf(document);
  const defaults = figuresOf(filled).filter(({ pointer }) => readPointer(document, pointer) === undefined);
  return [...stated, ...defaults].flatMap(({ pointer, value }) => {
    const source = book.at(pointer);
    return source === undefined ? [] : [{ pointer, value, source, ...meaningOf(filled, pointer) }];
  });
}
