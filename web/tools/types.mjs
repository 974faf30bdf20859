// Writes src/api/schema.d.ts from the server's own description of its interface, schema/openapi.json. Rooms that
// the server has not opened yet are taken from web/openapi-draft.json until they are there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
// Another file may be named, for a server that is ahead of the committed description.
const described = process.argv[2] ? JSON.parse(readFileSync(process.argv[2], 'utf8')) : read('../../schema/openapi.json')
if (existsSync(new URL('../openapi-draft.json', import.meta.url))) {
  const draft = read('../openapi-draft.json')
  const missing = Object.keys(draft.paths).filter((path) => !described.paths[path])
  for (const path of missing) described.paths[path] = draft.paths[path]
  Object.assign(described.components.schemas, { ...draft.components.schemas, ...described.components.schemas })
  console.log(`Not yet described by the server: ${missing.join(' ') || 'nothing; the draft can go'}`)
}
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), astToString(await openapiTS(described)))
