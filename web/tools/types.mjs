// Writes src/api/schema.d.ts from the server's own description of its interface, schema/openapi.json; or from
// another file, for a server that is ahead of the committed description.
import { pathToFileURL } from 'node:url'
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const source = process.argv[2] ? pathToFileURL(process.argv[2]) : new URL('../../schema/openapi.json', import.meta.url)
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), astToString(await openapiTS(source)))
