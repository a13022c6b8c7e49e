import { carryInPng } from '../share/carrier.ts';
import { svgText } from './exportSvg.ts';

/** Pixels per unit of the picture, so that it is sharp on slides. */
const SCALE = 2;

/** A picture as a PNG file that carries the scenario. Rejects where the browser cannot draw it. */
export async function pngOf(picture: SVGSVGElement, payload: string | undefined): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(picture)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * SCALE;
    canvas.height = image.height * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (blob === null) throw new Error('the browser could not draw the picture');
    if (payload === undefined) return blob;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new Blob([carryInPng(bytes, payload)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
