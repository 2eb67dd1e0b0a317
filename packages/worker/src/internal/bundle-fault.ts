/** Why a text is no bundle of workflow code that a worker can run. */
interface BundleFault {
  readonly reason: string;
  readonly remedy: string;
}

const AGAIN =
  'build it again, and let workers start when the file is whole: write it under another name first, and rename it';

/** What is wrong with the code of a bundle, as far as its text tells; undefined for one that can be loaded. */
export function bundleFault(code: string): BundleFault | undefined {
  if (code.trim() === '') return { reason: 'is empty', remedy: AGAIN };
  // The name under which the SDK looks for it, whoever has built it.
  if (!code.includes('__TEMPORAL__')) {
    return {
      reason: 'is no bundle of workflow code',
      remedy:
        'make it with bundleWorkflowCode({ workflowsPath }), which packs the SDK, the workflows and what they import; of sources as they are give workflowsPath',
    };
  }
  const start = code.lastIndexOf(SOURCE_MAP);
  if (start === -1) {
    return {
      reason: 'ends without its source map',
      remedy:
        'give what bundleWorkflowCode has returned, unchanged and whole: minifiers and other bundlers drop the map at its end, and so does what cuts the file off',
    };
  }
  const map = code.slice(start).trimEnd();
  const isBase64 = /^[^,]{1,100};base64,/.test(map);
  return isBase64 && !endsWithBrace(map)
    ? { reason: 'is cut off, in the middle of its source map', remedy: AGAIN }
    : undefined;
}

const SOURCE_MAP = '//# sourceMappingURL=data:';

// The map is an object of JSON. Base64 comes in groups of four letters.
function endsWithBrace(map: string): boolean {
  const letters = map.slice(map.indexOf(',') + 1);
  return (
    letters.length % 4 === 0 && Buffer.from(letters.slice(-4), 'base64').toString('latin1').trimEnd().endsWith('}')
  );
}
