// tests/conformance/validate.mjs SCHEMAS EXPORT - each service of an export
// (a JSON array) against the HSDS 3.2.3 schemas, formats on. Exit 1 and the
// first errors when one is not valid; also when there is none to check.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const [schemas, file] = process.argv.slice(2);
const ajv = new Ajv2020.default({ strict: false, allErrors: true });
addFormats.default(ajv);

let service;
for (const name of readdirSync(schemas).sort()) {
  if (!name.endsWith('.json') || name === 'openapi.json') continue;
  const schema = JSON.parse(readFileSync(join(schemas, name), 'utf8'));
  ajv.addSchema(schema);
  if (name === 'service.json') service = schema.$id;
}

const check = ajv.getSchema(service);
const services = JSON.parse(readFileSync(file, 'utf8'));
let bad = 0;
for (const record of services) {
  if (check(record)) continue;
  bad += 1;
  if (bad <= 5) {
    console.log(record.id, ajv.errorsText(check.errors).slice(0, 400));
  }
}
console.log(`${services.length} services, ${bad} not valid`);
process.exit(services.length > 0 && bad === 0 ? 0 : 1);
