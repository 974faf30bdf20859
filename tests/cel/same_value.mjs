// Whether two values in the proto-JSON form of cel.expr.Value are the same.

const number = (v) => (typeof v === 'string' ? Number(v) : v);

export function same(a, b) {
    const form = Object.keys(a)[0];
    if (form !== Object.keys(b)[0]) return false;
    const [x, y] = [a[form], b[form]];
    switch (form) {
        case 'nullValue':
            return true;
        case 'doubleValue':
            return Object.is(number(x), number(y)) || number(x) === number(y);
        case 'int64Value':
        case 'uint64Value':
            return BigInt(x) === BigInt(y);
        case 'listValue': {
            const [xs, ys] = [x.values ?? [], y.values ?? []];
            return xs.length === ys.length && xs.every((e, i) => same(e, ys[i]));
        }
        case 'mapValue': {
            const [xs, ys] = [x.entries ?? [], y.entries ?? []];
            return (
                xs.length === ys.length &&
                xs.every((e) => ys.some((f) => same(e.key, f.key) && same(e.value, f.value)))
            );
        }
        default:
            return JSON.stringify(x) === JSON.stringify(y);
    }
}
