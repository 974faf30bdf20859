// Writes src/api/schema.d.ts from the server's own description of its interface.
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const generated = new URL('../../schema/openapi.json', import.meta.url)
const draft = new URL('../openapi-draft.json', import.meta.url)
const source = existsSync(generated) ? generated : draft
const target = new URL('../src/api/schema.d.ts', import.meta.url)

writeFileSync(target, astToString(await openapiTS(source)))
console.log(`${fileURLToPath(target)} from ${fileURLToPath(source)}`)
