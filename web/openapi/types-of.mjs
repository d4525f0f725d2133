/** Types of an OpenAPI document. Stands here, beside the TypeScript that the generator wants. */
import openapiTypes, { astToString } from "openapi-typescript";

/** @param {object} document OpenAPI 3.1 @returns {Promise<string>} the text of a .d.ts */
export async function typesOf(document) {
  return astToString(await openapiTypes(structuredClone(document), { alphabetize: true, immutable: false }));
}
