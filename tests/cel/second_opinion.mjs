// Random plain CEL, asked of the program and of npm @bufbuild/cel: both give the same value, or both an error.
// CEL_SEED and CEL_COUNT ask other questions, or more. Left out is what the other one does apart from
// the language: places count UTF-16 units there (no 😀), double('abc') is NaN and int('') is 0,
// replace('', …) is its own, the greatest uint cannot be divided by 1, the least integer % -1 is 0 and negated twice
// itself (cel-go, like us, says overflow).
import { celEnv, isCelError, isCelList, isCelMap, isCelType, isCelUint, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { isReflectMessage } from '@bufbuild/protobuf/reflect';
import { toJson } from '@bufbuild/protobuf';
import { TimestampSchema, DurationSchema } from '@bufbuild/protobuf/wkt';

import { ask } from './ask.mjs';
import { same } from './same_value.mjs';

const seed = Number(process.env.CEL_SEED ?? 1);
const count = Number(process.env.CEL_COUNT ?? 3000);

// A small generator with a seed (mulberry32).
let state = seed;
function random() {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (all) => all[Math.floor(random() * all.length)];

/** Makers of expressions by type; `d` is how deep it may still go. */
const make = {
    int: (d) => d < 1 ? pick(['0', '1', '-1', '7', '42', '-3', '9223372036854775807', '-9223372036854775808'])
        : pick([
            () => make.int(0),
            () => `(${make.int(d - 1)} ${pick(['+', '-', '*', '/', '%'])} ${make.int(d - 1)})`,
            () => `size(${pick([make.string, make.list])(d - 1)})`,
            () => `(${make.bool(d - 1)} ? ${make.int(d - 1)} : ${make.int(d - 1)})`,
            () => `int(${pick([make.double, make.uint])(d - 1)})`,
            () => `int(${pick(["'12'", "'-7'", "'x'"])})`,
            () => `${make.string(d - 1)}.indexOf(${make.string(d - 1)})`,
            () => `${make.list(d - 1)}[${pick(['0', '1', '2'])}]`,
            () => `-(${make.int(d - 1)})`,
            () => `timestamp('2009-02-13T23:31:30Z').${pick(['getFullYear', 'getMonth', 'getDayOfYear', 'getHours'])}()`,
        ])(),
    uint: (d) => d < 1 ? pick(['0u', '1u', '1000000u', '12u']) : `(${make.uint(d - 1)} ${pick(['+', '-', '*', '/', '%'])} ${make.uint(d - 1)})`,
    double: (d) => d < 1 ? pick(['0.0', '1.5', '-2.25', '1e10', '0.1', '3.0'])
        : pick([
            () => `(${make.double(d - 1)} ${pick(['+', '-', '*', '/'])} ${make.double(d - 1)})`,
            () => `double(${make.int(d - 1)})`,
            () => make.double(0),
        ])(),
    string: (d) => d < 1 ? pick(["''", "'a'", "'abc'", "'中文'", "'1'", "'2.5'", "'true'"])
        : pick([
            () => make.string(0),
            () => `(${make.string(d - 1)} + ${make.string(d - 1)})`,
            () => `string(${pick([make.int, make.bool, make.uint])(d - 1)})`,
            () => `${make.string(d - 1)}.${pick(['lowerAscii()', 'upperAscii()', 'trim()'])}`,
            () => `${make.string(d - 1)}.substring(${pick(['0', '1', '2'])})`,
            () => `${make.string(d - 1)}.charAt(${pick(['0', '1'])})`,
            () => `${make.string(d - 1)}.replace(${pick(["'a'", "'中'", "'bc'"])}, 'z')`,
            () => `(${make.bool(d - 1)} ? ${make.string(d - 1)} : ${make.string(d - 1)})`,
        ])(),
    list: (d) => d < 1 ? pick(['[]', '[1, 2, 3]', '[5]'])
        : pick([
            () => `[${make.int(d - 1)}, ${make.int(d - 1)}]`,
            () => `(${make.list(d - 1)} + ${make.list(d - 1)})`,
            () => `${make.list(d - 1)}.filter(x, x > ${make.int(0)})`,
            () => `${make.list(d - 1)}.map(x, x ${pick(['+', '*', '/'])} ${make.int(0)})`,
        ])(),
    map: (d) => pick([`{'a': ${make.int(d - 1)}, 'b': 2}`, `{1: ${make.string(d - 1)}}`, '{}']),
    bool: (d) => d < 1 ? pick(['true', 'false'])
        : pick([
            () => { const t = pick([make.int, make.double, make.string, make.bool, make.uint]); return `(${t(d - 1)} ${pick(['==', '!=', '<', '<=', '>', '>='])} ${t(d - 1)})`; },
            () => `(${make.bool(d - 1)} && ${make.bool(d - 1)})`,
            () => `(${make.bool(d - 1)} || ${make.bool(d - 1)})`,
            () => `!${make.bool(d - 1)}`,
            () => `(${make.int(d - 1)} in ${make.list(d - 1)})`,
            () => `(${pick(["'a'", '1', '1u'])} in ${make.map(d)})`,
            () => `${make.list(d - 1)}.${pick(['all', 'exists', 'exists_one'])}(x, ${make.int(0)} / x ${pick(['>', '==', '<'])} ${make.int(0)})`,
            () => `${make.string(d - 1)}.${pick(['contains', 'startsWith', 'endsWith'])}(${make.string(d - 1)})`,
            () => `(${make.list(d - 1)} == ${make.list(d - 1)})`,
            () => `has(${make.map(d)}.a)`,
            () => `(dyn(${pick(['0', '1', '3', '-7'])}) == ${make.double(d - 1)})`,
        ])(),
};

/** A value of the other implementation in the proto-JSON form. */
function form(v) {
    if (v === null) return { nullValue: null };
    if (typeof v === 'boolean') return { boolValue: v };
    if (typeof v === 'bigint') return { int64Value: v.toString() };
    if (typeof v === 'number') return { doubleValue: Number.isFinite(v) ? v : String(v) };
    if (typeof v === 'string') return { stringValue: v };
    if (isCelUint(v)) return { uint64Value: v.value.toString() };
    if (isCelType(v)) return { typeValue: v.name };
    if (isCelList(v)) return { listValue: { values: [...v].map(form) } };
    if (isCelMap(v)) return { mapValue: { entries: [...v.entries()].map(([key, value]) => ({ key: form(key), value: form(value) })) } };
    throw new Error(`no form for ${String(v)}`);
}

const env = celEnv({ funcs: strings });
function other(expr) {
    try {
        const v = plan(env, parse(expr))({});
        return isCelError(v) ? { error: v.message } : { value: form(v) };
    } catch (error) {
        return { error: String(error.message ?? error) };
    }
}

const kinds = Object.values(make);
const questions = Array.from({ length: count }, () => ({ expr: pick(kinds)(4) }));
const answers = ask(questions);
let differ = 0;
questions.forEach(({ expr }, i) => {
    const [ours, theirs] = [answers[i], other(expr)];
    const alike = 'error' in ours ? 'error' in theirs : 'value' in theirs && same(ours.value, theirs.value);
    const least = ours.error === 'integer overflow' && (expr.includes('%') || expr.includes('-(-('));
    if (alike || least || differ++ > 20) return;
    console.log(`${expr}\n    guiyan        ${JSON.stringify(ours)}\n    @bufbuild/cel ${JSON.stringify(theirs)}`);
});
console.log(`random expressions against @bufbuild/cel, seed ${seed}\n# tests ${count}\n# pass ${count - differ}`);
process.exit(differ ? 1 : 0);
