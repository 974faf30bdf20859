// The public conformance suite of CEL (npm @bufbuild/cel-spec), put to the program. What is left out stands in
// left_out.json with its reason; a test that is left out and passes makes the run fail, so the list stays true.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ask } from './ask.mjs';
import { same } from './same_value.mjs';

const suites = new Set(
    'basic comparisons conversions fields fp_math integer_math lists logic macros namespace parse plumbing string string_ext timestamps'.split(' '),
);
const spec = fileURLToPath(import.meta.resolve('@bufbuild/cel-spec/testdata/tests.js'));
const { tests } = await import(new URL('./conformance.js', `file://${spec}`));

const all = [];
const walk = (suite, path) => {
    for (const { original } of suite.tests ?? []) all.push({ ...original, name: [...path, original.name].join('/') });
    for (const inner of suite.suites ?? []) if (path.length || suites.has(inner.name)) walk(inner, [...path, inner.name]);
};
walk(tests, []);
// A few tests of the suite share a name.
const seen = new Map();
for (const test of all) {
    const times = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, times);
    if (times > 1) test.name += `#${times}`;
}

const unwrapped = (bindings = {}) => Object.fromEntries(Object.entries(bindings).map(([name, b]) => [name, b.value ?? b]));
const answers = ask(all.map((test) => ({ expr: test.expr, bindings: unwrapped(test.bindings) })));

function passes(test, answer) {
    if (test.evalError) return 'error' in answer;
    return 'value' in answer && same(answer.value, test.value ?? { boolValue: true });
}

const leftOut = JSON.parse(readFileSync(new URL('./left_out.json', import.meta.url), 'utf8'));
const reasons = new Map(Object.entries(leftOut).flatMap(([reason, names]) => names.map((name) => [name, reason])));
const findings = [];
let pass = 0;
all.forEach((test, i) => {
    const good = passes(test, answers[i]);
    if (reasons.has(test.name)) {
        if (good) findings.push(`${test.name} passes, but is left out: "${reasons.get(test.name)}"`);
        return;
    }
    if (good) pass++;
    else
        findings.push(
            `${test.name}\n    ${test.expr}\n    wanted ${JSON.stringify(test.value ?? test.evalError ?? true)}\n    got    ${JSON.stringify(answers[i])}`,
        );
});
for (const name of reasons.keys()) if (!seen.has(name.replace(/#\d+$/, ''))) findings.push(`${name} is left out, but is no test`);

for (const finding of findings) console.log(finding);
console.log(`conformance suite of CEL: ${all.length} tests, ${reasons.size} left out with a reason`);
console.log(`# tests ${all.length - reasons.size}\n# pass ${pass}`);
process.exit(findings.length ? 1 : 0);
