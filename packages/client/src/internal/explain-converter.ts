import { converterModuleFault, showValue } from '@handrail/common/host';
import { enrich, HR2014, type Links } from '@handrail/errors';

const LOADED = /^Could not find a file at the specified (\w+)Path: /;
const EXPORTED =
  /^Module (?:.*) does not have a `(\w+)` named export$|^(\w+) export at .* must be an object with (.*)$/s;
const NO_TEXT = /^The "id" argument must be of type string/;

/** Makes a client, and appends to what the SDK throws over its data converter which option it is and what is wrong with it. */
export function explainConverter<T>(
  subject: string,
  options: { readonly dataConverter?: object | undefined },
  links: Links,
  make: () => T,
): T {
  try {
    return make();
  } catch (error) {
    const fault = error instanceof Error ? faultOf(error, options.dataConverter ?? {}) : undefined;
    throw fault === undefined ? error : enrich(error, HR2014.problem({ subject, ...fault }), { links });
  }
}

function faultOf(error: Error, dataConverter: object) {
  const { message } = error;
  const given = dataConverter as Readonly<Record<string, unknown>>;
  const module = converterModuleFault(error, dataConverter);
  if (module !== undefined) return fault(module.option, module.reason);
  const [, loaded] = LOADED.exec(message) ?? [];
  if (loaded !== undefined)
    return fault(`${loaded}Path`, 'names no file: give an absolute path, as require.resolve does');
  const [, missing, wrong, methods] = EXPORTED.exec(message) ?? [];
  if (missing !== undefined)
    return fault(
      `${missing}Path`,
      `is a module without an export named ${missing}: export const ${missing} = new MyConverter()`,
    );
  if (wrong !== undefined)
    return fault(
      `${wrong}Path`,
      `is a module whose export ${wrong} is no object with ${methods}: export an instance, not the class, new MyConverter()`,
    );
  const name = ['payloadConverterPath', 'failureConverterPath'].find(
    (each) => given[each] != null && typeof given[each] !== 'string',
  );
  return name !== undefined && NO_TEXT.test(message) ? fault(name, 'is not the path of a module') : undefined;

  function fault(option: string, reason: string) {
    return { field: `dataConverter.${option}`, value: showValue(given[option]), reason };
  }
}
