/** A chart as a picture file: the SVG for paper painted on a canvas. */

/** Pixels of the picture to one of the chart, enough for print. */
const SHARPNESS = 2.5;

/** Offers a PNG of the chart for download under a name. */
export async function downloadPng(chart, name) {
  const text = new XMLSerializer().serializeToString(chart);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(Number(chart.getAttribute('width')) * SHARPNESS);
  canvas.height = Math.round(Number(chart.getAttribute('height')) * SHARPNESS);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${fileName(name)}.png`;
  link.click();
}

/** A name of letters, digits and dashes, in any script. */
export const fileName = (name) => name.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  .replace(/^-|-$/g, '').slice(0, 80);
